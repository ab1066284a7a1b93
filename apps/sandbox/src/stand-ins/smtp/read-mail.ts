import PostalMime from 'postal-mime';
import type { MessageContent } from '../../messages/stored-message.ts';

/** The line break that ends a part belongs to the transport, not to the text. */
const withoutLastBreak = (text: string): string => text.replace(/\r?\n$/, '');

const NOTHING: MessageContent = { from: null, subject: null, text: null, html: null };

/**
 * Sender, subject and bodies of a mail, decoded. `text` and `html` are what the mail says in that
 * form, null where it has no such part. A mail that cannot be parsed has none of them.
 */
export const readMail = async (raw: Buffer): Promise<MessageContent> => {
  const mail = await PostalMime.parse(raw).catch(() => null);
  if (mail === null) return NOTHING;
  return {
    from: mail.from?.address ?? null,
    subject: mail.subject ?? null,
    text: mail.text === undefined ? null : withoutLastBreak(mail.text),
    html: mail.html === undefined ? null : withoutLastBreak(mail.html),
  };
};
