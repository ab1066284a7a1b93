import { CarillonError } from '@carillon/domain';
import {
  findProviderAccount,
  type Database,
  type ProviderAccountRecord,
} from '@carillon/repositories';

/** The tenant's account of that id; 404 where there is none. */
export const findOwnAccount = async (
  database: Database,
  key: { tenantId: string; id: string },
): Promise<ProviderAccountRecord> => {
  const account = await findProviderAccount(database, key);
  if (account === undefined) throw new CarillonError('not_found', 'There is no such account.');
  return account;
};
