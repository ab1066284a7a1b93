/** What tells a delivery that a brake holds. */
export interface MaybeHeld {
  readonly status: string;
  readonly dueAt: Date;
}

/**
 * Whether a brake holds the delivery. While it is held it is due when it expires, which is never: so
 * the statements that look for what is due need not know of holds, and it ends like any other.
 */
export const isHeld = ({ status, dueAt }: MaybeHeld, expiresAt: Date): boolean =>
  status === 'scheduled' && dueAt.getTime() === expiresAt.getTime();
