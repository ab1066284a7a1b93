import type { StoredMessage } from './stored-message.ts';

const SNIPPET_CHARACTERS = 140;

const snippetOf = (text: string | null): string | null =>
  text === null
    ? null
    : text
        .slice(0, SNIPPET_CHARACTERS * 2)
        .replace(/\s+/g, ' ')
        .trim()
        .slice(0, SNIPPET_CHARACTERS);

/** A message as the mailbox's list shows it: without its body. */
export const messageSummary = async (message: StoredMessage) => {
  const { from, subject, text } = await message.readContent();
  const { id, channel, provider, to, receivedAt } = message;
  return { id, channel, provider, from, to, subject, snippet: snippetOf(text), receivedAt };
};
