import { CarillonError } from '@carillon/domain';
import { createTemplate } from '@carillon/repositories';
import { z } from 'zod';
import { keyField } from '../../fields/key-field.ts';
import { answer } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { prepareVersion } from '../../templates/prepare-version.ts';
import { definitionFields } from './definition-fields.ts';
import { exampleDefinition, exampleTemplate } from './template-example.ts';
import { templateSchema, templateView } from './template-view.ts';

const body = z.strictObject({ key: keyField(), ...definitionFields }).meta({ id: 'TemplateInput' });

export const createTemplateEndpoint = defineEndpoint({
  method: 'POST',
  path: '/templates',
  scope: 'templates:write',
  tag: 'Templates',
  summary: 'Create a template with its first version',
  description:
    'The version is not published yet. Sources are Eta in a safe subset; what is not part of it is refused with its line and column.',
  body,
  audits: true,
  answers: {
    201: { description: 'Created.', schema: templateSchema, example: exampleTemplate },
  },
  refusals: ['template_exists', 'template_unsafe', 'template_invalid', 'template_budget_exceeded'],
  example: { body: { key: 'welcome', ...exampleDefinition } },
  handle: async ({ services, caller: { tenantId }, body: { key, ...definition } }) => {
    const { database, ids } = services;
    const prepared = await prepareVersion(database, tenantId, definition);
    const version = { id: ids.newId(), tenantId, key, ...prepared };
    const template = await createTemplate(database, ids.newId(), version);
    if (template === null) {
      throw new CarillonError('template_exists', 'There is a template of that key: add a version.');
    }
    return answer(201, templateView(template, { version: 1, definition: { ...definition } }));
  },
});
