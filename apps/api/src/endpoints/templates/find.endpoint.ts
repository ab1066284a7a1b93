import { CarillonError } from '@carillon/domain';
import { findTemplate } from '@carillon/repositories';
import { z } from 'zod';
import { answer } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { EXAMPLE_TEMPLATE, exampleTemplate } from './template-example.ts';
import { templateParams } from './template-params.ts';
import { templateSchema, templateView } from './template-view.ts';

const query = z.strictObject({
  version: z.coerce.number().int().min(1).max(2_147_483_647).optional().meta({
    description: 'Left out: the newest.',
  }),
});

export const findTemplateEndpoint = defineEndpoint({
  method: 'GET',
  path: '/templates/{key}',
  scope: 'templates:read',
  tag: 'Templates',
  summary: 'A template with the sources of one version',
  params: templateParams,
  query,
  answers: {
    200: { description: 'The template.', schema: templateSchema, example: exampleTemplate },
  },
  refusals: ['not_found'],
  example: { params: { key: EXAMPLE_TEMPLATE } },
  handle: async ({ services, caller: { tenantId }, params: { key }, query: { version } }) => {
    const found = await findTemplate(services.database, { tenantId, key }, version ?? 'newest');
    if (found === null) throw new CarillonError('not_found', 'There is no such template.');
    if (found.version === null) {
      throw new CarillonError('not_found', 'The template has no such version.');
    }
    return answer(200, templateView(found.template, found.version));
  },
});
