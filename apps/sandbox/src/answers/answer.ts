/** Every way a stand-in can answer a call; what that is on the wire is the stand-in's affair. */
export const ANSWERS = [
  'accept',
  'reject_recipient',
  'reject_message',
  'unauthorized',
  'transient',
  'rate_limited',
  'hang',
  'accept_then_drop',
  'slow',
  'redirect',
  'drip',
  'endless',
] as const;
export type Answer = (typeof ANSWERS)[number];

/** What every stand-in can do, whatever its protocol. */
export const COMMON_ANSWERS = [
  'accept',
  'reject_recipient',
  'reject_message',
  'unauthorized',
  'transient',
  'rate_limited',
  'hang',
  'accept_then_drop',
  'slow',
] as const satisfies readonly Answer[];

const ACCEPTING: ReadonlySet<Answer> = new Set(['accept', 'slow', 'accept_then_drop', 'endless']);

/** True when the message counts as accepted, even if the client is never told. */
export const isAccepting = (answer: Answer): boolean => ACCEPTING.has(answer);
