import { CarillonError, CHANNELS, DEFAULT_CATEGORY } from '@carillon/domain';
import { z } from 'zod';
import { draftRequest } from '../../accept/draft-request.ts';
import { TEMPLATE_REFUSALS } from '../../accept/template-refusals.ts';
import { dataField } from '../../fields/data-field.ts';
import { localeField } from '../../fields/locale-fields.ts';
import { versionField } from '../../fields/version-field.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { invalidFields } from '../../http/validate.ts';
import { acceptOne } from '../notifications/accept-one.ts';
import { exampleNotification } from '../notifications/notification-example.ts';
import { notificationSchema } from '../notifications/notification-view.ts';
import { recipientSchema } from '../notifications/recipient-schema.ts';
import { findInUse } from './find-in-use.ts';
import { EXAMPLE_TEMPLATE, exampleData } from './template-example.ts';
import { templateParams } from './template-params.ts';

const body = z
  .strictObject({
    to: recipientSchema.refine(({ topic }) => topic === undefined, {
      path: ['topic'],
      message: 'A test goes to one recipient.',
    }),
    channel: z.enum(CHANNELS),
    locale: localeField().optional(),
    version: versionField().optional().meta({
      description: 'Left out: the published one, else the newest.',
    }),
    data: dataField().default({}),
  })
  .meta({ id: 'TestInput' });

/** Where a field of the notification stands in this call's body. */
const inTestBody = (path: string): string =>
  path.replace(/^template\./, '').replace(/^channels\.0$/, 'channel');

const asTested = (error: unknown): unknown => {
  if (!(error instanceof CarillonError) || error.errors === undefined) return error;
  const errors = error.errors.map((e) => ({ ...e, path: inTestBody(e.path) }));
  return new CarillonError(error.code, error.message, { errors, cause: error });
};

export const testTemplateEndpoint = defineEndpoint({
  method: 'POST',
  path: '/templates/{key}/test',
  scope: 'templates:write',
  tag: 'Templates',
  summary: 'Send a template to somebody, published or not',
  description: 'A notification like any other: it is read, retried and cancelled as such.',
  params: templateParams,
  body,
  notificationsIn: () => 1,
  keepsAnswers: true,
  answers: {
    202: { description: 'Accepted.', schema: notificationSchema, example: exampleNotification },
  },
  refusals: ['not_found', 'no_address', 'no_route', 'subscriber_not_found', ...TEMPLATE_REFUSALS],
  example: {
    params: { key: EXAMPLE_TEMPLATE },
    body: { to: { email: 'ada@example.com' }, channel: 'email', data: exampleData },
  },
  handle: async (call) => {
    const { services, caller, params, body: asked } = call;
    const { key } = params;
    const { to, channel, locale, data } = asked;
    const { tenantId } = caller;
    const { version } = await findInUse(services.database, {
      tenantId,
      key,
      version: asked.version,
    });
    const read = {
      to,
      channels: [channel],
      template: { key, version, locale, data },
      priority: 'normal',
      deliveryMode: 'at_least_once',
      category: DEFAULT_CATEGORY,
    } as const;
    const { clock, egress } = services;
    const drafted = draftRequest(
      { ...read, channels: [...read.channels] },
      { now: clock.now(), egress },
    );
    if (!drafted.ok) throw invalidFields(drafted.errors);
    return acceptOne(call, drafted.draft).catch((error: unknown) => {
      throw asTested(error);
    });
  },
});
