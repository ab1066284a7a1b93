import type { Answer } from '../answers/answer.ts';
import type { Magic } from './magic.ts';

const ANSWER_BY_PREFIX: Readonly<Record<string, Answer>> = {
  reject: 'reject_recipient',
  content: 'reject_message',
  transient: 'transient',
  ratelimit: 'rate_limited',
  hang: 'hang',
  drop: 'accept_then_drop',
  slow: 'slow',
};
const PREFIX = new RegExp(`^(${Object.keys(ANSWER_BY_PREFIX).join('|')})(\\d{0,4})\\+`, 'i');

/**
 * E-mail addresses whose local part says how they are answered, whatever follows the plus sign. A
 * number makes it end: `transient2+ada@…` fails twice and is accepted from then on.
 */
export const emailMagic: Magic = {
  recipients: [
    { example: 'reject+ada@example.com', effect: 'The recipient is refused for good' },
    { example: 'content+ada@example.com', effect: 'The content is refused for good' },
    { example: 'transient+ada@example.com', effect: 'Fails for now, every time' },
    { example: 'transient2+ada@example.com', effect: 'Fails twice, then is accepted' },
    { example: 'ratelimit+ada@example.com', effect: 'Told to slow down' },
    { example: 'hang+ada@example.com', effect: 'No answer until the client gives up' },
    { example: 'drop+ada@example.com', effect: 'Accepted, then cut off without an answer' },
    { example: 'slow+ada@example.com', effect: 'Accepted after three seconds' },
  ],
  answerTo: (to) => {
    const found = PREFIX.exec(to);
    const answer = ANSWER_BY_PREFIX[found?.[1]?.toLowerCase() ?? ''];
    if (found === null || answer === undefined) return null;
    return found[2] ? { answer, times: Number(found[2]) } : { answer };
  },
};
