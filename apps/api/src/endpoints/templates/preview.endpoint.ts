import { CHANNELS } from '@carillon/domain';
import type { TemplateDefinition } from '@carillon/templates';
import { z } from 'zod';
import { refusalOf } from '../../accept/refusal-of.ts';
import { dataField } from '../../fields/data-field.ts';
import { localeField } from '../../fields/locale-fields.ts';
import { versionField } from '../../fields/version-field.ts';
import { answer } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { renderProblem } from '../../templates/render-problem.ts';
import { findInUse } from './find-in-use.ts';
import { messageSchema, messageView } from './message-view.ts';
import { EXAMPLE_TEMPLATE, exampleData } from './template-example.ts';
import { templateParams } from './template-params.ts';

const body = z
  .strictObject({
    channel: z.enum(CHANNELS),
    locale: localeField().optional(),
    version: versionField().optional().meta({
      description: 'Left out: the published one, else the newest.',
    }),
    data: dataField().default({}),
  })
  .meta({ id: 'PreviewInput' });

export const previewTemplateEndpoint = defineEndpoint({
  method: 'POST',
  path: '/templates/{key}/preview',
  scope: 'templates:read',
  tag: 'Templates',
  summary: 'See what a template makes of some data',
  description: 'Nothing is stored or sent. An SMS tells what it would cost.',
  params: templateParams,
  body,
  answers: {
    200: {
      description: 'The message.',
      schema: messageSchema,
      example: {
        parts: { text: 'Order 42 is on its way.' },
        segments: 1,
        encoding: 'GSM-7',
        locale: 'default',
      },
    },
  },
  refusals: [
    'not_found',
    'template_not_found',
    'template_variable_missing',
    'data_schema_mismatch',
    'template_invalid',
    'template_budget_exceeded',
  ],
  example: { params: { key: EXAMPLE_TEMPLATE }, body: { channel: 'sms', data: exampleData } },
  handle: async ({ services, caller: { tenantId }, params: { key }, body: asked }) => {
    const { channel, locale, data } = asked;
    const { id, expanded } = await findInUse(services.database, {
      tenantId,
      key,
      version: asked.version,
    });
    const template = expanded as unknown as TemplateDefinition;
    const rendered = services.renderer.render({ cacheKey: id, template, channel, locale, data });
    if (rendered.ok) return answer(200, messageView(channel, rendered));
    throw refusalOf(renderProblem(rendered));
  },
});
