import { CarillonError } from '@carillon/domain';
import {
  type ApiKeyId,
  type ApiKeyRecord,
  type Database,
  findApiKeyById,
} from '@carillon/repositories';

/** 404 for a key that is not there, is revoked or is another tenant's. */
export const noSuchKey = (): CarillonError =>
  new CarillonError('not_found', 'There is no such key.');

/** A tenant's key that is not revoked, or 404. */
export const findOwnKey = async (database: Database, key: ApiKeyId): Promise<ApiKeyRecord> => {
  const found = await findApiKeyById(database, key);
  if (found === null) throw noSuchKey();
  return found;
};
