import { CarillonError } from '@carillon/domain';
import { findTenant } from '@carillon/repositories';
import { idParams } from '../../fields/id-field.ts';
import { answer } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { EXAMPLE_TENANT_ID, exampleTenant } from './tenant-example.ts';
import { tenantSchema, tenantView } from './tenant-view.ts';

export const findTenantEndpoint = defineEndpoint({
  method: 'GET',
  path: '/tenants/{id}',
  scope: 'admin',
  tag: 'Keys and tenants',
  summary: 'One tenant',
  params: idParams,
  answers: {
    200: { description: 'The tenant.', schema: tenantSchema, example: exampleTenant },
  },
  refusals: ['not_found'],
  example: { params: { id: EXAMPLE_TENANT_ID } },
  handle: async ({ services: { database }, params: { id } }) => {
    const tenant = await findTenant(database, id);
    if (tenant === null) throw new CarillonError('not_found', 'There is no such tenant.');
    return answer(200, tenantView(tenant));
  },
});
