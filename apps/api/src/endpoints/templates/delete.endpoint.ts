import { CarillonError } from '@carillon/domain';
import { deleteTemplate } from '@carillon/repositories';
import { NO_CONTENT } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { EXAMPLE_TEMPLATE } from './template-example.ts';
import { templateParams } from './template-params.ts';

export const deleteTemplateEndpoint = defineEndpoint({
  method: 'DELETE',
  path: '/templates/{key}',
  scope: 'templates:write',
  tag: 'Templates',
  summary: 'Delete a template with all its versions',
  description:
    'Nothing more is accepted with it. What was accepted before is sent as it was meant; its key is free.',
  params: templateParams,
  audits: true,
  answers: { 204: { description: 'It is deleted.' } },
  refusals: ['not_found'],
  example: { params: { key: EXAMPLE_TEMPLATE } },
  handle: async ({ services: { database }, caller: { tenantId }, params: { key } }) => {
    if (await deleteTemplate(database, { tenantId, key })) return NO_CONTENT;
    throw new CarillonError('not_found', 'There is no such template.');
  },
});
