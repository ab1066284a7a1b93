import { type RetentionRule, ruleCovers } from '@carillon/domain';
import type pg from 'pg';
import type { Database } from '../database.ts';
import { inTransaction } from '../sql/in-transaction.ts';
import { repeatOnConflict } from '../sql/repeat-on-conflict.ts';
import { lockOver } from './lock-over.ts';
import { takeFromNotifications } from './take-from-notifications.ts';

/** A rule of a tenant. */
export interface Sweep {
  readonly tenantId: string;
  readonly rule: RetentionRule;
  /** Days after the rule's own: what is about to go with its whole day need not be looked at. */
  readonly graceDays: number;
}

export interface SweepStep {
  /** Notifications that lost something. */
  readonly taken: number;
  /** Whether there may be more to look at now. */
  readonly goesOn: boolean;
}

/** Notifications that one step looks at: some 20 ms. */
const PAGE = 500;

/** The rule is its own key; one that was changed is another rule. */
export const sweepKey = ({ takes, days, category, except }: RetentionRule): string =>
  JSON.stringify([takes, days, category, except]);

const TAKE = `
INSERT INTO retention_sweep AS s (tenant_id, rule) VALUES ($1, $2)
ON CONFLICT (tenant_id, rule) DO UPDATE SET turn_at = now() RETURNING s.cursor`;

const LOOK = `
SELECT n.id, n.category FROM notification n
WHERE n.tenant_id = $1 AND n.id > $2 AND n.id < uuid_floor(now() - $3 * interval '1 day')
ORDER BY n.id LIMIT ${PAGE}`;

const LOOK_AGAIN = `
SELECT notification_id AS id FROM retention_left
WHERE tenant_id = $1 AND rule = $2 AND look_at <= now() ORDER BY look_at LIMIT ${PAGE}`;

const ADVANCE = 'UPDATE retention_sweep SET cursor = $3 WHERE tenant_id = $1 AND rule = $2';

const FORGET = `DELETE FROM retention_left
WHERE tenant_id = $1 AND rule = $2 AND notification_id = ANY ($3::uuid[])`;

const PUT_ASIDE = `
INSERT INTO retention_left (tenant_id, rule, notification_id)
SELECT $1, $2, id FROM unnest($3::uuid[]) AS n(id) ORDER BY id
ON CONFLICT (tenant_id, rule, notification_id) DO UPDATE SET look_at = excluded.look_at`;

interface Looked {
  readonly id: string;
  readonly category?: string;
}

/** The next ones, or else those that were put aside long enough ago. */
const look = async (client: pg.PoolClient, sweep: Sweep, key: string) => {
  const { tenantId, rule, graceDays } = sweep;
  const taken = await client.query<{ cursor: string }>(TAKE, [tenantId, key]);
  const values = [tenantId, taken.rows[0]?.cursor, rule.days + graceDays];
  const { rows: next } = await client.query<Looked>(LOOK, values);
  const last = next.at(-1);
  if (last === undefined) {
    const { rows } = await client.query<Looked>(LOOK_AGAIN, [tenantId, key]);
    return { ids: rows.map(({ id }) => id), goesOn: rows.length === PAGE };
  }
  await client.query(ADVANCE, [tenantId, key, last.id]);
  const covered = next.filter(({ category = '' }) => ruleCovers(rule, category));
  return { ids: covered.map(({ id }) => id), goesOn: true };
};

const takeStep = async (client: pg.PoolClient, sweep: Sweep): Promise<SweepStep> => {
  const { tenantId, rule } = sweep;
  const key = sweepKey(rule);
  const { ids, goesOn } = await look(client, sweep, key);
  if (ids.length === 0) return { taken: 0, goesOn };
  const over = await lockOver(client, { tenantId, notificationIds: ids, days: rule.days });
  await takeFromNotifications(client, rule.takes, over);
  const gone = new Set(over.notificationIds);
  await client.query(FORGET, [tenantId, key, over.notificationIds]);
  const left = ids.filter((id) => !gone.has(id));
  if (left.length > 0) await client.query(PUT_ASIDE, [tenantId, key, left]);
  return { taken: gone.size, goesOn };
};

/**
 * One step of a tenant's rule, in a transaction: the next notifications of the age that it names lose
 * what it takes. What still waits, or has a dead letter, is put aside and looked at again in a day.
 */
export const sweepNotifications = (database: Database, sweep: Sweep): Promise<SweepStep> =>
  repeatOnConflict(() => inTransaction(database, (client) => takeStep(client, sweep)));
