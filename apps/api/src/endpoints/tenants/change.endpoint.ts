import { CarillonError } from '@carillon/domain';
import { changeTenant } from '@carillon/repositories';
import { z } from 'zod';
import { idParams } from '../../fields/id-field.ts';
import { answer } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { EXAMPLE_TENANT_ID, exampleTenant } from './tenant-example.ts';
import { tenantSchema, tenantView, weightField } from './tenant-view.ts';

export const changeTenantEndpoint = defineEndpoint({
  method: 'PATCH',
  path: '/tenants/{id}',
  scope: 'admin',
  audits: true,
  tag: 'Keys and tenants',
  summary: 'Change how much of a saturated channel a tenant gets',
  description:
    'While several tenants wait for a channel, each gets its part by weight; one that waits alone ' +
    'gets everything. In force within 5 s.',
  params: idParams,
  body: z.strictObject({ weight: weightField() }).meta({ id: 'TenantChange' }),
  answers: {
    200: { description: 'The tenant.', schema: tenantSchema, example: exampleTenant },
  },
  refusals: ['not_found'],
  example: { params: { id: EXAMPLE_TENANT_ID }, body: { weight: 1 } },
  handle: async ({ services: { database }, params: { id }, body: { weight } }) => {
    const tenant = await changeTenant(database, { id, weight });
    if (tenant === null) throw new CarillonError('not_found', 'There is no such tenant.');
    return answer(200, tenantView(tenant));
  },
});
