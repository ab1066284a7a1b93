import { CarillonError } from '@carillon/domain';
import { findEventEndpoint, type Database, type EventEndpointRecord } from '@carillon/repositories';

/** One of the tenant's endpoints, or 404. */
export const findOwnEndpoint = async (
  database: Database,
  key: { tenantId: string; id: string },
): Promise<EventEndpointRecord> => {
  const endpoint = await findEventEndpoint(database, key);
  if (endpoint === undefined) throw new CarillonError('not_found', 'There is no such endpoint.');
  return endpoint;
};
