import type { KeyObject } from 'node:crypto';
import { webhookKeys } from '@carillon/providers';
import type { EventTarget } from '@carillon/repositories';
import type { Sealer } from '@carillon/runtime';

/** Whose secrets they are. */
export interface SecretsOf {
  readonly tenantId: string;
  readonly endpointId: string;
}

/** The keys that sign for an endpoint. Throws `CannotUnseal` where no key of ours opens a secret. */
export const openSecrets = (
  sealer: Sealer,
  { secrets }: EventTarget,
  { tenantId, endpointId }: SecretsOf,
): readonly KeyObject[] => {
  const place = { tenantId, accountId: endpointId, setting: 'secret' };
  return webhookKeys(secrets.map((sealed) => sealer.open(sealed, place)).join(' '));
};
