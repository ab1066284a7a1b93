import type { Decision } from '../answers/decision.ts';

/** A recipient that is answered in its own way without any set-up, as the mailbox page lists it. */
export interface MagicRecipient {
  readonly example: string;
  readonly effect: string;
}

/** What a magic recipient asks for: `times` calls are answered so, later ones are accepted. */
export interface MagicAnswer extends Decision {
  readonly times?: number;
}

/** The magic recipients of one provider. */
export interface Magic {
  readonly recipients: readonly MagicRecipient[];
  /** Null for an ordinary recipient. */
  answerTo(to: string): MagicAnswer | null;
}
