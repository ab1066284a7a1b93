import { z } from 'zod';
import { acceptedRecords } from '../../accept/accepted-records.ts';
import { draftRequest } from '../../accept/draft-request.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { invalidFields } from '../../http/validate.ts';
import { acceptBroadcast } from './accept-broadcast.ts';
import { acceptedBroadcastSchema } from './accepted-broadcast-schema.ts';
import { judgedOf } from './judged-of.ts';
import { exampleNotification, exampleRequest } from './notification-example.ts';
import { notificationRequestSchema } from './notification-request-schema.ts';
import { notificationSchema, notificationView } from './notification-view.ts';

export const acceptNotification = defineEndpoint({
  method: 'POST',
  path: '/notifications',
  scope: 'notifications:write',
  tag: 'Notifications',
  summary: 'Accept a notification',
  description: 'The answer comes when the notification is durable; it is sent afterwards.',
  body: notificationRequestSchema,
  keepsAnswers: true,
  hasDeadline: true,
  answers: {
    202: {
      description: 'Accepted: the notification or, with `to.topic`, the batch of its members.',
      schema: z.union([notificationSchema, acceptedBroadcastSchema]),
      example: exampleNotification,
    },
  },
  refusals: [
    'scheduled_at_in_past',
    'scheduled_at_too_far',
    'webhook_url_not_allowed',
    'subscriber_not_found',
    'topic_not_found',
    'no_address',
    'no_route',
  ],
  example: { body: exampleRequest },
  handle: async (call) => {
    const { services, caller, body, bodyBytes, idempotency, traceparent, note } = call;
    const { acceptor, clock, egress } = services;
    const drafted = draftRequest(body, { now: clock.now(), egress });
    if (!drafted.ok) throw invalidFields(drafted.errors);
    const { topic } = drafted.draft.request.to;
    if (topic !== undefined) return acceptBroadcast(call, drafted.draft, topic);
    const { answer } = await acceptor.accept({
      tenantId: caller.tenantId,
      apiKeyId: caller.apiKeyId,
      idempotency,
      traceparent,
      drafts: [drafted.draft],
      batchId: null,
      bytes: bodyBytes,
      answer: (judged) => {
        const planned = judgedOf(judged);
        const isFirst = 'notification' in planned;
        const { record, deliveries } = isFirst
          ? acceptedRecords(planned.notification)
          : planned.first;
        note({ notificationId: record.id });
        const view = notificationView(record, deliveries);
        const body = JSON.stringify(isFirst ? view : { ...view, deduplicated: true });
        return { status: 202, location: `/api/v1/notifications/${record.id}`, body };
      },
    });
    return answer;
  },
});
