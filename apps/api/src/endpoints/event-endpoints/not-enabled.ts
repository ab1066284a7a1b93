import { CarillonError } from '@carillon/domain';
import type { Database } from '@carillon/repositories';
import { findOwnEndpoint } from './find-own-endpoint.ts';

/** Why nothing can be sent to an endpoint: 404 where there is none, else 409, as it is disabled. */
export const notEnabled = async (
  database: Database,
  key: { tenantId: string; id: string },
): Promise<CarillonError> => {
  await findOwnEndpoint(database, key);
  return new CarillonError('conflict', 'The endpoint is disabled: enable it first.');
};
