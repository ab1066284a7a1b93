import { CHANNELS, DEFAULT_CATEGORY, DELIVERY_MODES, PRIORITIES } from '@carillon/domain';
import { z } from 'zod';
import { textField } from '../../fields/text-field.ts';
import { timeField } from '../../fields/time-field.ts';
import { contentSchema } from './content-schema.ts';
import { dedupeSchema } from './dedupe-schema.ts';
import { digestSchema } from './digest-schema.ts';
import { metadataSchema } from './metadata-schema.ts';
import { recipientSchema } from './recipient-schema.ts';
import { retrySchema } from './retry-schema.ts';
import { templateReferenceSchema } from './template-reference-schema.ts';

const channels = z
  .array(z.enum(CHANNELS))
  .min(1)
  .max(CHANNELS.length)
  .refine((list) => new Set(list).size === list.length, 'A channel is named once.')
  .meta({ uniqueItems: true });

/** Longer than any `afterMs` makes sense for: a delivery expires after three days by default. */
const MAX_AFTER_MS = 3 * 86_400_000;

const routeSchema = z.strictObject({
  mode: z.enum(['first', 'all']),
  channels,
  afterMs: z.int().min(0).max(MAX_AFTER_MS).optional().meta({
    description: 'With first: when the next channel is tried if this one has not succeeded.',
  }),
});

/** `POST /notifications` (API.md, Notifications): the schema of record, for one as for a batch. */
export const notificationRequestSchema = z
  .strictObject({
    to: recipientSchema,
    channels: channels.optional().meta({
      description: 'Left out, a template sends on every channel that it has.',
    }),
    route: routeSchema.optional().meta({ description: 'In place of channels.' }),
    content: contentSchema.optional(),
    template: templateReferenceSchema.optional().meta({ description: 'In place of content.' }),
    priority: z
      .enum([...PRIORITIES, 'urgent'])
      .default('normal')
      .meta({ description: 'urgent means critical.' }),
    scheduledAt: timeField().optional(),
    expiresAt: timeField().optional(),
    retry: retrySchema.optional(),
    deliveryMode: z.enum(DELIVERY_MODES).default('at_least_once'),
    category: textField(100).default(DEFAULT_CATEGORY),
    entity: z.strictObject({ type: textField(255), id: textField(255) }).optional(),
    metadata: metadataSchema.optional(),
    correlationId: textField(255).optional(),
    collapseKey: textField(255).optional().meta({
      description:
        'By recipient and channel: what still waits with it is cancelled; an inbox item is updated in place, and unread again.',
    }),
    dedupe: dedupeSchema.optional(),
    digest: digestSchema.optional(),
  })
  .refine((request) => request.content !== undefined || request.template !== undefined, {
    path: ['content'],
    message: 'Give content or a template.',
    params: { code: 'required' },
  })
  .refine((request) => request.content === undefined || request.template === undefined, {
    path: ['template'],
    message: 'Give content or a template, not both.',
  })
  .refine(({ channels, route, template }) => Boolean(channels ?? route ?? template), {
    path: ['channels'],
    message: 'Name channels or a route.',
  })
  .refine((request) => request.channels === undefined || request.route === undefined, {
    path: ['route'],
    message: 'Name channels or a route, not both.',
  })
  .refine((request) => request.to.topic === undefined || request.dedupe === undefined, {
    path: ['dedupe'],
    message: 'A broadcast is not deduplicated; give it an idempotency key.',
  })
  .meta({ id: 'NotificationRequest' });

export type ReadNotification = z.output<typeof notificationRequestSchema>;
