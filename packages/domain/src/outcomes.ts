/** What one provider call can come to (DESIGN.md, 4): a value, never an exception. */
export const OUTCOMES = [
  'accepted',
  'permanent_recipient',
  'permanent_message',
  'config',
  'transient',
  'rate_limited',
  'ambiguous',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

export interface OutcomeRule {
  /** Whether another call may follow: `by_mode` asks the notification's delivery mode. */
  readonly retry: 'never' | 'always' | 'by_mode';
  /** Whether the call uses up one of the delivery's attempts. */
  readonly counted: boolean;
}

export const OUTCOME_RULES: Readonly<Record<Outcome, OutcomeRule>> = {
  accepted: { retry: 'never', counted: true },
  permanent_recipient: { retry: 'never', counted: true },
  permanent_message: { retry: 'never', counted: true },
  config: { retry: 'always', counted: false },
  transient: { retry: 'always', counted: true },
  rate_limited: { retry: 'always', counted: false },
  ambiguous: { retry: 'by_mode', counted: true },
};
