import { defaultExpiresAt, type MessageParts, type NotificationRequest } from '@carillon/domain';
import { renderContent, type Renderer } from '@carillon/templates';
import { z } from 'zod';
import { draftRequest } from '../../accept/draft-request.ts';
import type { PlannedAlone } from '../../accept/plan-alone.ts';
import type { PlannedDelivery } from '../../accept/plan-notification.ts';
import { refusalOf } from '../../accept/refusal-of.ts';
import { TEMPLATE_REFUSALS } from '../../accept/template-refusals.ts';
import { braked } from '../../explain/braked.ts';
import { judgeDelivery } from '../../explain/judge-delivery.ts';
import { readGateFacts } from '../../explain/read-gate-facts.ts';
import { timeField } from '../../fields/time-field.ts';
import { answer } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { invalidFields } from '../../http/validate.ts';
import { renderProblem } from '../../templates/render-problem.ts';
import { exampleRequest } from './notification-example.ts';
import { notificationRequestSchema } from './notification-request-schema.ts';
import { previewSchema, previewView } from './preview-view.ts';

interface Rendering {
  readonly request: NotificationRequest;
  readonly definition: PlannedAlone['definition'];
  readonly renderer: Renderer;
}

interface RequestTimes {
  readonly request: NotificationRequest;
  readonly expiresAt: Date;
}

const partsOf = (
  { request, definition, renderer }: Rendering,
  { channel }: PlannedDelivery,
): MessageParts => {
  const { template, content } = request;
  if (template === undefined || definition === null) {
    return renderContent(content ?? { body: '' }, channel);
  }
  const { versionId: cacheKey, locale, data } = template;
  const rendered = renderer.render({ cacheKey, template: definition, channel, locale, data });
  if (rendered.ok) return rendered.parts;
  throw refusalOf(renderProblem(rendered, 'template.'));
};

/** One that names no end of its own would be accepted at the instant asked for, so it lasts from then. */
const lastsUntil = ({ request, expiresAt }: RequestTimes, at: Date): Date => {
  const fromThen = defaultExpiresAt(at);
  return request.expiresAt === undefined && fromThen > expiresAt ? fromThen : expiresAt;
};

const ONE_ONLY = {
  path: 'to.topic',
  code: 'invalid_value',
  message: 'A preview is for one recipient: name one of the members.',
};

export const previewNotificationEndpoint = defineEndpoint({
  method: 'POST',
  path: '/notifications/preview',
  scope: 'notifications:read',
  tag: 'Notifications',
  summary: 'See what a notification would come to',
  description:
    'Renders it, finds its addresses and asks every gate, as of now or of `at`. Nothing is stored, ' +
    'counted or sent. What would refuse the request refuses its preview too.',
  query: z.strictObject({
    at: timeField().optional().meta({ description: 'The instant to judge at; now if left out.' }),
  }),
  body: notificationRequestSchema,
  answers: {
    200: {
      description: 'Its deliveries, none of which is made.',
      schema: previewSchema,
      example: {
        deliveries: [
          {
            channel: 'email',
            address: 'ada@example.com',
            parts: { subject: 'Order shipped', html: null, text: 'Your order 42 has shipped.' },
            gates: [],
            wouldSend: true,
            sendAt: '2025-08-31T12:00:24.064Z',
          },
        ],
      },
    },
  },
  refusals: [
    'scheduled_at_in_past',
    'scheduled_at_too_far',
    'webhook_url_not_allowed',
    'subscriber_not_found',
    'no_address',
    'no_route',
    ...TEMPLATE_REFUSALS,
  ],
  example: { body: exampleRequest },
  handle: async ({ services, caller: { tenantId }, query, body }) => {
    const { acceptor, clock, database, egress, renderer } = services;
    const now = clock.now();
    const drafted = draftRequest(body, { now, egress });
    if (!drafted.ok) throw invalidFields(drafted.errors);
    if (drafted.draft.request.to.topic !== undefined) throw invalidFields([ONE_ONLY]);
    const { planned, definition, firstId, hold } = await acceptor.plan(tenantId, drafted.draft);
    if (!planned.ok) throw refusalOf(planned.problem);
    const { draft, deliveries, expiresAt: plannedEnd } = planned.notification;
    const { request } = draft;
    const at = query.at ?? now;
    const expiresAt = lastsUntil({ request, expiresAt: plannedEnd }, at);
    const { category, to } = request;
    const asked = { tenantId, category, subscriberId: to.subscriberId, deliveries, at };
    const facts = await readGateFacts(database, asked);
    const views = deliveries.map((delivery) => {
      const judging = { tenantId, request, delivery, expiresAt, firstId, at };
      const gates = braked(judgeDelivery(facts, judging), hold);
      const dueAt = delivery.dueAt > at ? delivery.dueAt : at;
      const parts = partsOf({ request, definition, renderer }, delivery);
      return previewView({ ...delivery, parts, gates, dueAt }, at);
    });
    return answer(200, { deliveries: views });
  },
});
