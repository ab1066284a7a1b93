import { resealEndpoint, type SealedEndpoint } from '@carillon/repositories';
import type { ResealDeps } from './reseal-account-secrets.ts';

/**
 * Seals an event endpoint's secrets with the first key, the one that is being rotated out as well; false
 * where they are already. Throws `CannotUnseal`.
 */
export const resealEndpointSecrets = async (
  { database, sealer }: ResealDeps,
  endpoint: SealedEndpoint,
): Promise<boolean> => {
  const { tenantId, id, secret, previousSecret } = endpoint;
  if (![secret, previousSecret].some((text) => text !== null && sealer.isStale(text))) return false;
  const place = { tenantId, accountId: id, setting: 'secret' };
  const anew = (text: string): string => sealer.seal(sealer.open(text, place), place);
  await resealEndpoint(database, endpoint, {
    secret: anew(secret),
    previousSecret: previousSecret === null ? null : anew(previousSecret),
  });
  return true;
};
