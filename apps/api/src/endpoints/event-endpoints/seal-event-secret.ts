import type { Sealer } from '@carillon/runtime';
import { keepSecret } from '../../secrets/keep-secret.ts';

/** An endpoint's secret as it is kept. Throws 503 where no key is configured to seal with. */
export const sealEventSecret = (
  sealer: Sealer,
  secret: string,
  { tenantId, id }: { tenantId: string; id: string },
): string => keepSecret(() => sealer.seal(secret, { tenantId, accountId: id, setting: 'secret' }));
