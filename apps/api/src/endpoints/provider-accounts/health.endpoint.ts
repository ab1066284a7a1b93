import { OUTCOMES } from '@carillon/domain';
import {
  accountKey,
  type CircuitRecord,
  countAccountOutcomes,
  findCircuit,
} from '@carillon/repositories';
import { z } from 'zod';
import { idParams } from '../../fields/id-field.ts';
import { answer } from '../../http/answer.ts';
import { currentRate } from '../../provider-accounts/current-rate.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { EXAMPLE_ACCOUNT_ID } from './account-example.ts';
import { findOwnAccount } from './find-own-account.ts';

const healthSchema = z
  .strictObject({
    circuit: z.strictObject({
      state: z.enum(['closed', 'open', 'half_open']),
      reason: z.string().nullable(),
      openedAt: z.iso.datetime().nullable(),
      nextProbeAt: z.iso.datetime().nullable(),
    }),
    ratePerSecond: z
      .number()
      .nullable()
      .meta({ description: 'What it gets now: its own limit, or what its refusals have taught.' }),
    outcomes: z
      .partialRecord(z.enum(OUTCOMES), z.int())
      .meta({ description: 'The calls of the last hour.' }),
  })
  .meta({ id: 'ProviderAccountHealth' });

const CLOSED = { state: 'closed', reason: null, openedAt: null, nextProbeAt: null } as const;

const circuitView = (circuit: CircuitRecord | undefined) =>
  circuit === undefined || circuit.state === 'closed'
    ? CLOSED
    : {
        state: circuit.state,
        reason: circuit.reason,
        openedAt: circuit.openedAt?.toISOString() ?? null,
        nextProbeAt: circuit.nextProbeAt?.toISOString() ?? null,
      };

export const accountHealthEndpoint = defineEndpoint({
  method: 'GET',
  path: '/provider-accounts/{id}/health',
  scope: 'providers:read',
  tag: 'Providers and routes',
  summary: 'How an account is doing',
  params: idParams,
  answers: {
    200: {
      description: 'Its circuit, its rate, its outcomes.',
      schema: healthSchema,
      example: { circuit: CLOSED, ratePerSecond: null, outcomes: { accepted: 120, transient: 2 } },
    },
  },
  refusals: ['not_found'],
  example: { params: { id: EXAMPLE_ACCOUNT_ID } },
  handle: async ({ services: { database, clock }, caller: { tenantId }, params: { id } }) => {
    const account = await findOwnAccount(database, { tenantId, id });
    const [circuit, outcomes] = await Promise.all([
      findCircuit(database, accountKey(id)),
      countAccountOutcomes(database, id),
    ]);
    return answer(200, {
      circuit: circuitView(circuit),
      ratePerSecond: currentRate(account, circuit, clock.now()),
      outcomes,
    });
  },
});
