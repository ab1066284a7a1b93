import { deliveryStatistics, oldestDueSeconds } from '@carillon/repositories';
import { logAndContinue } from '@carillon/runtime';
import { answer } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { metricsSchema, metricsView } from './metrics-view.ts';

const idle = { waiting: 0, active: 0, delayed: 0 };

export const findMetricsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/metrics',
  scope: 'metrics:read',
  tag: 'Metrics',
  summary: 'How the last hour went',
  description:
    "The queues are the installation's, all else is the tenant's own: the newest 100,000 deliveries of the last hour.",
  answers: {
    200: {
      description: 'The figures; a rate is null when there was nothing to take it from.',
      schema: metricsSchema,
      example: metricsView({
        depths: {
          email: { waiting: 3, active: 1, delayed: 0 },
          sms: idle,
          whatsapp: idle,
          push: idle,
          webhook: idle,
          in_app: idle,
          system: idle,
        },
        statistics: {
          states: { sent: 97, queued: 3 },
          successRate: 1,
          retryRate: 0.02,
          averageAttempts: 1.02,
          p50: 4,
          p95: 9,
          p99: 13,
        },
        oldestDueSeconds: 0.4,
      }),
    },
  },
  example: {},
  handle: async ({ services: { database, producer, log }, caller: { tenantId } }) => {
    const [depths, statistics, oldest] = await Promise.all([
      producer.isUp()
        ? logAndContinue(producer.depths(), log, 'the depths of the queues are not known')
        : null,
      deliveryStatistics(database, tenantId),
      oldestDueSeconds(database, tenantId),
    ]);
    return answer(
      200,
      metricsView({ depths: depths ?? null, statistics, oldestDueSeconds: oldest }),
    );
  },
});
