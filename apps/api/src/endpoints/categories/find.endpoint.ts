import { findCategory } from '@carillon/repositories';
import { answer } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { EXAMPLE_CATEGORY, exampleCategory } from './category-example.ts';
import { categoryParams } from './category-params.ts';
import { categorySchema, categoryView } from './category-view.ts';

export const findCategoryEndpoint = defineEndpoint({
  method: 'GET',
  path: '/categories/{key}',
  scope: 'subscribers:read',
  tag: 'Categories',
  summary: 'A category',
  description: 'One that was never declared allows everything.',
  params: categoryParams,
  answers: {
    200: { description: 'The category.', schema: categorySchema, example: exampleCategory },
  },
  example: { params: { key: EXAMPLE_CATEGORY } },
  handle: async ({ services: { database }, caller: { tenantId }, params: { key } }) =>
    answer(200, categoryView(await findCategory(database, { tenantId, key }))),
});
