import type { ClaimedDelivery } from '@carillon/repositories';
import type { SendingAccount } from '../accounts/sending-account.ts';
import { createCallGate, type CallGate } from './call-gate.ts';

/** The line in which a call of an account stands. */
export type GateOf = (
  account: SendingAccount,
  claimed: Pick<ClaimedDelivery, 'channel' | 'tenantId'>,
) => CallGate;

/**
 * An account's calls at once are as many as it has connections: one that waited for a connection would
 * spend its deadline there. Webhooks have connections for each endpoint, so that there every tenant
 * has a line of its own.
 */
export const createGatesByAccount = (): GateOf => {
  const byAccount = new WeakMap<SendingAccount, Map<string, CallGate>>();
  return (account, { channel, tenantId }) => {
    const gates = byAccount.get(account) ?? new Map<string, CallGate>();
    byAccount.set(account, gates);
    const whose = channel === 'webhook' ? tenantId : '';
    const known = gates.get(whose);
    if (known !== undefined) return known;
    const gate = createCallGate(account.connection.concurrency);
    gates.set(whose, gate);
    return gate;
  };
};
