import { putPartial } from '@carillon/repositories';
import { z } from 'zod';
import { answer } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { EXAMPLE_PARTIAL, examplePartial, examplePartialInput } from './partial-example.ts';
import { partialParams } from './partial-params.ts';
import { partialSchema, partialView } from './partial-view.ts';

/** What a source may have in all, once its partials are put in (SECURITY.md, 2). */
const MAX_SOURCE_LENGTH = 65_536;

const body = z
  .strictObject({ source: z.string().max(MAX_SOURCE_LENGTH) })
  .meta({ id: 'PartialInput' });

export const putPartialEndpoint = defineEndpoint({
  method: 'PUT',
  path: '/partials/{name}',
  scope: 'templates:write',
  tag: 'Templates',
  summary: 'Create a partial or layout, or replace it',
  description:
    'Templates name it by `<%@ partial name %>`; one that has `<%@ body %>` is a layout. It is put in, and checked, when a version of a template is saved: versions that are there already stay as they are.',
  params: partialParams,
  body,
  audits: true,
  answers: {
    200: { description: 'Replaced.', schema: partialSchema, example: examplePartial },
    201: { description: 'Created.', schema: partialSchema, example: examplePartial },
  },
  example: { params: { name: EXAMPLE_PARTIAL }, body: examplePartialInput },
  handle: async ({ services, caller: { tenantId }, params: { name }, body: { source } }) => {
    const put = await putPartial(services.database, { tenantId, name, source });
    return answer(put.created ? 201 : 200, partialView(put.partial));
  },
});
