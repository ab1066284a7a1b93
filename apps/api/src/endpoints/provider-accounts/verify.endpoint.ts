import { closeCircuit } from '@carillon/repositories';
import { z } from 'zod';
import { idParams } from '../../fields/id-field.ts';
import { answer } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { openAccount } from '../../provider-accounts/open-account.ts';
import { EXAMPLE_ACCOUNT_ID } from './account-example.ts';
import { findOwnAccount } from './find-own-account.ts';

const VERIFY_MS = 10_000;
const TOO_SLOW = { ok: false, detail: 'The provider did not answer within 10 s.' };

const before = async <T>(work: Promise<T>, ms: number, otherwise: T): Promise<T> => {
  const { promise, resolve } = Promise.withResolvers<T>();
  const timer = setTimeout(() => resolve(otherwise), ms);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
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
    const { database, sealer, egress, clock } = services;
    const account = await findOwnAccount(database, { tenantId, id });
    const opened = openAccount(sealer, account, { egress, now: () => clock.now() });
    if ('problem' in opened) return answer(200, { ok: false, detail: opened.problem });
    const verified = await before(opened.provider.verify(), VERIFY_MS, TOO_SLOW);
    void opened.provider.close();
    if (verified.ok) await closeCircuit(database, `account:${id}`);
    note({ accountId: id, ok: verified.ok });
    return answer(200, { ok: verified.ok, detail: verified.detail });
  },
});
