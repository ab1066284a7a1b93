import { CarillonError } from '@carillon/domain';
import { publishTemplate } from '@carillon/repositories';
import { z } from 'zod';
import { versionField } from '../../fields/version-field.ts';
import { answer } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { EXAMPLE_TEMPLATE } from './template-example.ts';
import { templateParams } from './template-params.ts';

const publication = z.strictObject({ key: z.string(), publishedVersion: z.int() });

const unknownVersion = (): CarillonError => {
  const code = 'template_not_found';
  const message = 'The template has no such version.';
  return new CarillonError(code, message, { errors: [{ path: 'version', code, message }] });
};

export const publishTemplateEndpoint = defineEndpoint({
  method: 'POST',
  path: '/templates/{key}/publish',
  scope: 'templates:write',
  tag: 'Templates',
  summary: 'Choose the version that requests without one get',
  description: 'From now on: what was accepted before keeps the version that it was accepted with.',
  params: templateParams,
  body: z.strictObject({ version: versionField() }).meta({ id: 'PublishInput' }),
  audits: true,
  answers: {
    200: {
      description: 'Published.',
      schema: publication.meta({ id: 'Publication' }),
      example: { key: EXAMPLE_TEMPLATE, publishedVersion: 1 },
    },
  },
  refusals: ['not_found', 'template_not_found'],
  example: { params: { key: EXAMPLE_TEMPLATE }, body: { version: 1 } },
  handle: async ({ services, caller: { tenantId }, params: { key }, body: { version } }) => {
    const done = await publishTemplate(services.database, { tenantId, key, version });
    if (done === 'no_template') throw new CarillonError('not_found', 'There is no such template.');
    if (done === 'no_version') throw unknownVersion();
    return answer(200, { key, publishedVersion: version });
  },
});
