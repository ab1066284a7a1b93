import { declareCategory, type Category } from '@carillon/domain';
import type { Database } from '../database.ts';
import { CATEGORY_COLUMNS } from './category-columns.ts';

/** A tenant's category; one that was never declared has the defaults. */
export const findCategory = async (
  { kysely }: Database,
  { tenantId, key }: { readonly tenantId: string; readonly key: string },
): Promise<Category> => {
  const declared = await kysely
    .selectFrom('category')
    .select(CATEGORY_COLUMNS)
    .where('tenant_id', '=', tenantId)
    .where('key', '=', key)
    .executeTakeFirst();
  return declareCategory(key, declared);
};
