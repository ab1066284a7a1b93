import type { Channel, MessageParts } from '@carillon/domain';
import { Stop } from '../engine/run.ts';
import { htmlToPlainText } from './html-to-plain-text.ts';

const NOTHING: MessageParts = { title: null, body: '', html: null, url: null, data: null };

/** A body that came out blank is a mistake on every channel that shows nothing else. */
const bodyOf = (text: string | undefined): string => {
  if (text !== undefined && text.trim() !== '') return text;
  throw new Stop('template_invalid', 'The text of the message came out blank.');
};

const emailParts = (said: ReadonlyMap<string, string>): MessageParts => {
  const html = said.get('html') ?? null;
  const text = said.get('text') ?? (html === null ? undefined : htmlToPlainText(html));
  return { title: said.get('subject') ?? null, body: text ?? '', html, url: null, data: null };
};

const VARIABLE = 'variables.';

const contentTemplateOf = (contentSid: string, said: ReadonlyMap<string, string>) => ({
  contentSid,
  variables: Object.fromEntries(
    [...said]
      .filter(([field]) => field.startsWith(VARIABLE))
      .map(([field, value]) => [field.slice(VARIABLE.length), value]),
  ),
});

/** The parts of a message from what each field of its channel says. Throws a `Stop`. */
export const composeParts = (
  channel: Channel,
  said: ReadonlyMap<string, string>,
  { contentSid, data }: { contentSid: string | null; data: Readonly<Record<string, unknown>> },
): MessageParts => {
  if (channel === 'email') return emailParts(said);
  if (contentSid !== null)
    return { ...NOTHING, contentTemplate: contentTemplateOf(contentSid, said) };
  if (channel === 'sms' || channel === 'whatsapp')
    return { ...NOTHING, body: bodyOf(said.get('text')) };
  const titled = { ...NOTHING, title: said.get('title') || null, url: said.get('url') || null };
  // JSON is built, never rendered: data goes out as it came.
  if (channel === 'webhook') return { ...titled, body: said.get('body') ?? '', data };
  return { ...titled, body: bodyOf(said.get('body')) };
};
