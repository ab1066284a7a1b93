import { CarillonError } from '@carillon/domain';
import { countRedrivable, openRedrive } from '@carillon/repositories';
import { z } from 'zod';
import { answer } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { deadLetterFilter } from '../dead-letters/filter-fields.ts';
import { EXAMPLE_REDRIVE_ID } from './redrive-example.ts';
import { redriveRequestSchema } from './redrive-request-schema.ts';
import { leftOutSchema } from './redrive-view.ts';

/** Counting a million takes some ten seconds. */
const MOST_MS = 25_000;

const schema = z.strictObject({
  redriveId: z.uuid().nullable(),
  matched: z.int(),
  leftOut: leftOutSchema,
});

export const startRedriveEndpoint = defineEndpoint({
  method: 'POST',
  path: '/dead-letters/redrive',
  scope: 'dead_letters:write',
  tag: 'Dead letters',
  summary: 'Send after all what a filter finds',
  description:
    'At a rate, and with `canary` a share of them first: the rest follows when these went well, and stays as it is when more than `maxFailureRate` of them failed again. Left out are those whose own end has passed (`expired`), whose recipient was erased (`erased`) or is suppressed (`suppressed`), and those that were redriven ten times (`redrive_limit`). A dry run only counts.',
  body: redriveRequestSchema,
  hasDeadline: true,
  audits: true,
  answers: {
    202: {
      description: 'It begins; of a dry run what it would find.',
      schema,
      example: { redriveId: EXAMPLE_REDRIVE_ID, matched: 10_000, leftOut: { expired: 12 } },
    },
  },
  example: {
    body: {
      filter: { channel: 'email', code: '550 5.1.1' },
      dryRun: false,
      ratePerSecond: 200,
      canary: { share: 0.01, maxFailureRate: 0.2 },
    },
  },
  handle: async ({ services: { database, ids }, caller: { tenantId }, body, note }) => {
    const { dryRun, ratePerSecond, canary = null } = body;
    const filter = deadLetterFilter(body.filter);
    const untilMs = performance.now() + MOST_MS;
    const found = await countRedrivable(database, { tenantId, filter, untilMs });
    if (found === null) {
      throw new CarillonError(
        'service_unavailable',
        'Too many to count in time: narrow the filter.',
      );
    }
    const { matched, leftOut } = found;
    note({ matched, dryRun });
    if (dryRun) return answer(202, { redriveId: null, matched, leftOut });
    const id = ids.newId();
    await openRedrive(database, { ...found, tenantId, id, filter, ratePerSecond, canary });
    note({ redriveId: id });
    return answer(202, { redriveId: id, matched, leftOut });
  },
});
