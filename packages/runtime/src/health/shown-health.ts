import type { HealthReport } from './create-health.ts';

/** What anyone may be told: which checks failed. Why is for the log, as it may name hosts. */
export interface ShownHealth {
  readonly status: HealthReport['status'];
  readonly checks: Readonly<Record<string, { readonly status: 'ok' | 'failed' }>>;
}

export const shownHealth = ({ status, checks }: HealthReport): ShownHealth => ({
  status,
  checks: Object.fromEntries(
    Object.entries(checks).map(([name, { status: result }]) => [name, { status: result }]),
  ),
});

/** Why checks failed, by name; empty when none did. */
export const healthReasons = ({ checks }: HealthReport): Record<string, string> =>
  Object.fromEntries(
    Object.entries(checks).flatMap(([name, { detail }]) =>
      detail === null ? [] : [[name, detail]],
    ),
  );
