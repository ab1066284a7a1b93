import { z } from 'zod';
import { draftRequest } from '../../accept/draft-request.ts';
import { TEMPLATE_REFUSALS } from '../../accept/template-refusals.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { invalidFields } from '../../http/validate.ts';
import { acceptBroadcast } from './accept-broadcast.ts';
import { acceptOne } from './accept-one.ts';
import { acceptedBroadcastSchema } from './accepted-broadcast-schema.ts';
import { exampleNotification, exampleRequest } from './notification-example.ts';
import { notificationRequestSchema } from './notification-request-schema.ts';
import { notificationSchema } from './notification-view.ts';

export const acceptNotification = defineEndpoint({
  method: 'POST',
  path: '/notifications',
  scope: 'notifications:write',
  tag: 'Notifications',
  summary: 'Accept a notification',
  description: 'The answer comes when the notification is durable; it is sent afterwards.',
  body: notificationRequestSchema,
  notificationsIn: () => 1,
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
    ...TEMPLATE_REFUSALS,
  ],
  example: { body: exampleRequest },
  handle: async (call) => {
    const { clock, egress } = call.services;
    const drafted = draftRequest(call.body, { now: clock.now(), egress });
    if (!drafted.ok) throw invalidFields(drafted.errors);
    const { topic } = drafted.draft.request.to;
    return topic === undefined
      ? acceptOne(call, drafted.draft)
      : acceptBroadcast(call, drafted.draft, topic);
  },
});
