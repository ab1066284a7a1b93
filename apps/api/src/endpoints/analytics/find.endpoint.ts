import { ANALYTICS_GROUPS, deliveryAnalytics } from '@carillon/repositories';
import { z } from 'zod';
import { timeField } from '../../fields/time-field.ts';
import { answer } from '../../http/answer.ts';
import { beforeDeadline } from '../../http/before-deadline.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { analyticsSchema, analyticsView } from './analytics-view.ts';
import { spanOf } from './span-of.ts';

/** A quarter of a large tenant is many rows; nobody waits longer than this for them, and PostgreSQL reads no longer. */
const ANSWER_MS = 10_000;

const exampleCounts = { deliveries: 100, sent: 96, delivered: 90, failed: 4 };
const exampleSpan = {
  from: new Date('2026-01-01T00:00:00.000Z'),
  to: new Date('2026-02-01T00:00:00.000Z'),
};

export const findAnalyticsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/analytics',
  scope: 'metrics:read',
  tag: 'Metrics',
  summary: 'What became of the deliveries of a span',
  description:
    'Of the notifications accepted from `from` on and before `to`, at most 92 days, as they stand now. A digest counts beside its members.',
  query: z.strictObject({
    from: timeField().optional().meta({ description: '30 days before `to` if left out.' }),
    to: timeField().optional().meta({ description: 'Now if left out.' }),
    groupBy: z.enum(ANALYTICS_GROUPS).default('day'),
  }),
  hasDeadline: true,
  answers: {
    200: {
      description: 'Counts and rates, altogether and by group.',
      schema: analyticsSchema,
      example: analyticsView(
        { ...exampleSpan, groupBy: 'channel' },
        {
          totals: { ...exampleCounts, opened: 45, clicked: 9, read: 0 },
          groups: [{ key: 'email', ...exampleCounts, opened: 45, clicked: 9, read: 0 }],
        },
      ),
    },
  },
  example: {
    query: {
      from: exampleSpan.from.toISOString(),
      to: exampleSpan.to.toISOString(),
      groupBy: 'channel',
    },
  },
  handle: async ({ services, caller: { tenantId }, query }) => {
    const { database, clock, takeAnalyticsTurn } = services;
    const asked = { ...spanOf(query, clock.now()), groupBy: query.groupBy };
    const read = (leftMs: number) => deliveryAnalytics(database, { tenantId, ...asked }, leftMs);
    const found = await beforeDeadline(takeAnalyticsTurn(read, ANSWER_MS), ANSWER_MS);
    return answer(200, analyticsView(asked, found));
  },
});
