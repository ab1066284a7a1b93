import type { Provider } from '@carillon/providers';
import { accountKey, closeCircuit, insertAuditEntry } from '@carillon/repositories';
import { type Logger, logAndContinue, withinDeadline } from '@carillon/runtime';
import { z } from 'zod';
import { idParams } from '../../fields/id-field.ts';
import { answer } from '../../http/answer.ts';
import { beforeDeadline } from '../../http/before-deadline.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { openAccount } from '../../provider-accounts/open-account.ts';
import { EXAMPLE_ACCOUNT_ID } from './account-example.ts';
import { findOwnAccount } from './find-own-account.ts';

const VERIFY_MS = 10_000;
const TOO_SLOW = { ok: false, detail: 'The provider did not answer within 10 s.' };

/** Asks the provider, for so long as a client waits. */
const verify = async (
  provider: Provider,
  log: Logger,
): Promise<{ ok: boolean; detail: string }> => {
  const verifying = provider.verify();
  try {
    return (await withinDeadline(verifying, VERIFY_MS)) ? await verifying : TOO_SLOW;
  } finally {
    void logAndContinue(provider.close(), log, 'a provider that was verified did not close');
  }
};

export const verifyAccountEndpoint = defineEndpoint({
  method: 'POST',
  path: '/provider-accounts/{id}/verify',
  scope: 'providers:write',
  tag: 'Providers and routes',
  summary: 'Check credentials and reachability without sending anything',
  description: 'Success closes the circuit of the account.',
  params: idParams,
  hasDeadline: true,
  audits: true,
  answers: {
    200: {
      description: 'What came of it.',
      schema: z.strictObject({ ok: z.boolean(), detail: z.string() }),
      example: { ok: true, detail: 'The server took the credentials.' },
    },
  },
  refusals: ['not_found'],
  example: { params: { id: EXAMPLE_ACCOUNT_ID } },
  handle: async ({ services, caller: { tenantId }, params: { id }, note }) => {
    const { database, sealer, egress, clock, log } = services;
    const finding = findOwnAccount(database, { tenantId, id });
    const account = await beforeDeadline(finding);
    const opened = openAccount(sealer, account, { egress, now: () => clock.now() });
    if ('problem' in opened) return answer(200, { ok: false, detail: opened.problem });
    const verified = await verify(opened.provider, log);
    if (verified.ok) await beforeDeadline(closeCircuit(database, accountKey(id)));
    const about = { entityType: 'provider_account', entityId: id, after: { ok: verified.ok } };
    const entry = { tenantId, action: 'provider_account_verified', ...about };
    await beforeDeadline(insertAuditEntry(database, entry));
    note({ accountId: id, ok: verified.ok });
    return answer(200, { ok: verified.ok, detail: verified.detail });
  },
});
