import { CarillonError } from '@carillon/domain';
import { findSubscriber } from '@carillon/repositories';
import { NoSealingKey } from '@carillon/runtime';
import { z } from 'zod';
import { answer } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { EXAMPLE_SUBSCRIBER_ID } from '../subscribers/subscriber-example.ts';
import { subscriberParams } from '../subscribers/subscriber-params.ts';

const DEFAULT_TTL_SECONDS = 3_600;
/** A token cannot be taken back, so it does not live for long. */
const MAX_TTL_SECONDS = 7 * 86_400;

const body = z
  .strictObject({ ttlSeconds: z.int().min(1).max(MAX_TTL_SECONDS).default(DEFAULT_TTL_SECONDS) })
  .prefault({});

export const createInboxTokenEndpoint = defineEndpoint({
  method: 'POST',
  path: '/subscribers/{subscriberId}/tokens',
  scope: 'subscribers:write',
  tag: 'Inbox',
  summary: "A token for a subscriber's browser",
  description:
    'It opens this inbox and nothing else, as bearer token or as `?token=`, and cannot be taken back.',
  params: subscriberParams,
  body,
  bodyIsOptional: true,
  answersSecrets: true,
  answers: {
    201: {
      description: 'The token, and when it ends.',
      schema: z.strictObject({ token: z.string(), expiresAt: z.iso.datetime() }),
      example: { token: 'cln_inbox_k1.WyIwMT….mX9…', expiresAt: '2025-08-31T13:00:24.100Z' },
    },
  },
  refusals: ['not_found'],
  example: { params: { subscriberId: EXAMPLE_SUBSCRIBER_ID }, body: { ttlSeconds: 900 } },
  handle: async ({ services, caller: { tenantId }, params: { subscriberId }, body: wanted }) => {
    const { database, clock, inboxTokens } = services;
    const subscriber = await findSubscriber(database, { tenantId, id: subscriberId });
    if (subscriber === null) throw new CarillonError('not_found', 'There is no such subscriber.');
    const expiresAt = clock.now();
    expiresAt.setTime(expiresAt.getTime() + wanted.ttlSeconds * 1_000);
    const grant = { tenantId, subscriberId, expiresAtMs: expiresAt.getTime() };
    try {
      const token = inboxTokens.issue(grant);
      return answer(201, { token, expiresAt: expiresAt.toISOString() });
    } catch (error) {
      if (!(error instanceof NoSealingKey)) throw error;
      const detail = 'Tokens cannot be signed: the operator has to set CREDENTIALS_KEYS.';
      throw new CarillonError('service_unavailable', detail, { cause: error });
    }
  },
});
