import type { TenantRecord } from '@carillon/repositories';
import { z } from 'zod';

export const tenantSchema = z
  .strictObject({ id: z.uuid(), name: z.string(), createdAt: z.iso.datetime() })
  .meta({ id: 'Tenant' });

/** A tenant as an administrator sees it. */
export const tenantView = ({ id, name, createdAt }: TenantRecord) => ({
  id,
  name,
  createdAt: createdAt.toISOString(),
});
