import type { UnsubscribeGrant } from '@carillon/domain';
import { type Database, optOutSubscriber, putSuppression } from '@carillon/repositories';

/**
 * Does what the recipient of an e-mail asks for by its link, as often as he asks. A subscriber who is
 * gone gets nothing as it is.
 */
export const optOut = async (
  database: Database,
  { tenantId, category, recipient }: UnsubscribeGrant,
): Promise<void> => {
  const channel = 'email' as const;
  if (recipient.kind === 'subscriber') {
    const { subscriberId } = recipient;
    await optOutSubscriber(database, { tenantId, subscriberId }, { category, channel });
    return;
  }
  const { address } = recipient;
  const entry = { tenantId, channel, address, reason: 'unsubscribed', category, until: null };
  await putSuppression(database, entry);
};
