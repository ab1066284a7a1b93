import { CarillonError } from '@carillon/domain';
import { addTemplateVersion } from '@carillon/repositories';
import { z } from 'zod';
import { versionField } from '../../fields/version-field.ts';
import { answer } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { prepareVersion } from '../../templates/prepare-version.ts';
import { definitionFields } from './definition-fields.ts';
import { EXAMPLE_TEMPLATE, exampleDefinition } from './template-example.ts';
import { templateParams } from './template-params.ts';

const body = z.strictObject(definitionFields).meta({ id: 'TemplateVersionInput' });

export const addVersionEndpoint = defineEndpoint({
  method: 'POST',
  path: '/templates/{key}/versions',
  scope: 'templates:write',
  tag: 'Templates',
  summary: 'Save a further version of a template',
  description: 'A version never changes. It is sent once it is published, or named by a request.',
  params: templateParams,
  body,
  audits: true,
  answers: {
    201: {
      description: 'Saved.',
      schema: z.strictObject({ version: versionField() }).meta({ id: 'SavedVersion' }),
      example: { version: 2 },
    },
  },
  refusals: ['not_found', 'template_unsafe', 'template_invalid', 'template_budget_exceeded'],
  example: { params: { key: EXAMPLE_TEMPLATE }, body: exampleDefinition },
  handle: async ({ services, caller: { tenantId }, params: { key }, body: definition }) => {
    const { database, ids } = services;
    const prepared = await prepareVersion(database, tenantId, definition);
    const saved = { id: ids.newId(), tenantId, key, ...prepared };
    const version = await addTemplateVersion(database, saved);
    if (version === null) throw new CarillonError('not_found', 'There is no such template.');
    return answer(201, { version });
  },
});
