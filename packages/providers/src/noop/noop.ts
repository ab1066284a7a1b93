import { setTimeout as delay } from 'node:timers/promises';
import { CHANNELS } from '@carillon/domain';
import type { Provider, ProviderDefinition, ProviderDeps, Settings } from '../contract.ts';
import { accepted, failed, notBegun, tooLate } from '../send-results.ts';
import { type Ledger, openLedger } from './open-ledger.ts';

const CONCURRENCY = 500;
const ok = accepted({ response: '' });

const open = (settings: Settings, deps: ProviderDeps): Provider => {
  const delayMs = Number(settings.delayMs ?? 0);
  const ledger: Ledger | null =
    settings.ledgerFile === undefined ? null : openLedger(String(settings.ledgerFile));
  return {
    concurrency: CONCURRENCY,
    send: async (request, call) => {
      if (delayMs > 0) await delay(delayMs, null, { signal: call.signal }).catch(() => null);
      if (call.signal.aborted) return tooLate;
      if (!call.mayBegin()) return notBegun;
      if (ledger === null) return ok;
      const { channel, address: to, notificationId, deliveryId, attemptId } = request;
      const at = deps.now().toISOString();
      const line = { at, provider: 'noop', channel, to, notificationId, deliveryId, attemptId };
      return ledger.append(line).then(
        () => ok,
        () => failed({ outcome: 'ambiguous', code: 'ledger', hint: 'The ledger was not written.' }),
      );
    },
    verify: async () => ({ ok: true, detail: 'Nothing is sent.' }),
    close: async () => ledger?.close(),
  };
};

/**
 * Accepts everything and sends nothing: **for benchmarks and fault tests**, which need a provider
 * whose cost is known, and whose ledger says what was accepted when everything else has crashed.
 * It writes files, so it is internal: no tenant gets an account of it.
 */
export const noop: ProviderDefinition = {
  name: 'noop',
  channels: CHANNELS,
  settings: [
    {
      name: 'ledgerFile',
      type: 'string',
      required: false,
      secret: false,
      pattern: String.raw`/.+\.jsonl`,
      description: 'File to which every accepted message is added, on disk before the answer.',
    },
    {
      name: 'delayMs',
      type: 'number',
      required: false,
      secret: false,
      min: 0,
      max: 60_000,
      description: 'How long a call takes.',
    },
  ],
  hasReceipts: false,
  internal: true,
  open,
};
