import { randomUUID } from 'node:crypto';
import { DEFAULT_TENANT_ID } from '@carillon/repositories';
import type { MailSink } from './mail-sink.ts';
import type { TestWorker } from './start-test-worker.ts';

/** Stores an SMTP account of the default tenant that sends to this sink. */
export const addMailAccount = async (
  { database }: TestWorker,
  sink: MailSink,
  more: {
    ratePerSecond?: number;
    tenantId?: string;
    maxConnections?: number;
    deadlineMs?: number;
  } = {},
): Promise<string> => {
  const id = randomUUID();
  const { maxConnections = 5 } = more;
  const settings = { host: sink.host, port: sink.port, from: 'shop@example.com', maxConnections };
  await database.pool.query(
    `INSERT INTO provider_account (id, tenant_id, name, provider, channels, settings, rate_per_second, deadline_ms)
     VALUES ($1, $2, $3, 'smtp', '{email}', $4, $5, $6)`,
    [
      id,
      more.tenantId ?? DEFAULT_TENANT_ID,
      id,
      JSON.stringify(settings),
      more.ratePerSecond ?? null,
      more.deadlineMs ?? null,
    ],
  );
  return id;
};

export const setMailRoute = async (
  { database }: TestWorker,
  accountIds: readonly string[],
): Promise<void> => {
  const accounts = accountIds.map((accountId) => ({ accountId, weight: 1 }));
  await database.pool.query(
    `INSERT INTO route (tenant_id, channel, strategy, accounts) VALUES ($1, 'email', 'failover', $2)
     ON CONFLICT (tenant_id, channel) DO UPDATE SET accounts = excluded.accounts`,
    [DEFAULT_TENANT_ID, JSON.stringify(accounts)],
  );
};
