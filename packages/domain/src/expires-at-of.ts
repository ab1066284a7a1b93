import { DEFAULT_EXPIRY_MS, MAX_AHEAD_MS } from './bounds.ts';

export interface ExpiryAsked {
  /** The caller's `expiresAt`, or null for the default. */
  readonly expiresAt: Date | null;
  /** When the delivery is first due, as `dueAt` answered; in a digest, when its window ends. */
  readonly dueAt: Date;
  readonly acceptedAt: Date;
}

export type ExpiresAt =
  | { readonly ok: true; readonly expiresAt: Date }
  | { readonly ok: false; readonly message: string };

/** The end of a delivery that was first due (or redriven) at `firstDueAt` and has no end of its own. */
export const defaultExpiresAt = (firstDueAt: Date): Date =>
  new Date(firstDueAt.getTime() + DEFAULT_EXPIRY_MS);

/**
 * Until when a delivery may be sent (API.md, `expiresAt`): `DEFAULT_EXPIRY_MS` after it was first due,
 * or the caller's own time, which must lie in the future, after `scheduledAt` and at most
 * `MAX_AHEAD_MS` ahead; else 400 at `expiresAt`. `dueAt` is never before acceptance, so to be after it
 * is to be after both.
 */
export const expiresAtOf = ({ expiresAt, dueAt, acceptedAt }: ExpiryAsked): ExpiresAt => {
  if (expiresAt === null) return { ok: true, expiresAt: defaultExpiresAt(dueAt) };
  if (expiresAt.getTime() <= acceptedAt.getTime()) {
    return { ok: false, message: 'expiresAt must lie in the future.' };
  }
  if (expiresAt.getTime() <= dueAt.getTime()) {
    return {
      ok: false,
      message: 'expiresAt must lie after scheduledAt, and after the window of a digest.',
    };
  }
  if (expiresAt.getTime() - acceptedAt.getTime() > MAX_AHEAD_MS) {
    return {
      ok: false,
      message: `expiresAt is more than ${MAX_AHEAD_MS / 86_400_000} days ahead.`,
    };
  }
  return { ok: true, expiresAt };
};
