import type { TenantRecord } from '@carillon/repositories';
import { z } from 'zod';

/** A tenant's part of a channel that is saturated: its weight beside those of others who wait. */
export const weightField = () => z.int().min(1).max(100);

export const tenantSchema = z
  .strictObject({
    id: z.uuid(),
    name: z.string(),
    weight: weightField(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'Tenant' });

/** A tenant as an administrator sees it. */
export const tenantView = ({ id, name, weight, createdAt }: TenantRecord) => ({
  id,
  name,
  weight,
  createdAt: createdAt.toISOString(),
});
