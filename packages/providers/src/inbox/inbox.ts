import type { Provider, ProviderDefinition, SendRequest } from '../contract.ts';
import { accepted, notBegun, tooLate } from '../send-results.ts';

const CONCURRENCY = 500;
const stored = accepted({ response: '' });

const deliver = ({ address, parts, category }: SendRequest) => {
  const { title, body, url, data } = parts;
  const inboxItem = { subscriberId: address, title, body, url, data, category };
  return { ...stored, delivered: true, inboxItem };
};

const open = (): Provider => ({
  concurrency: CONCURRENCY,
  send: async (request, { signal, mayBegin }) => {
    if (signal.aborted) return tooLate;
    return mayBegin() ? deliver(request) : notBegun;
  },
  verify: async () => ({ ok: true, detail: 'The inbox needs nothing to be set up.' }),
  close: async () => {},
});

/**
 * The in-app inbox. The address is the subscriber's id. It sends nothing by itself: the worker
 * stores the item in the transaction of the result, which is why this channel knows no unknown
 * outcome and delivers exactly once.
 */
export const inbox: ProviderDefinition = {
  name: 'inbox',
  channels: ['in_app'],
  settings: [],
  hasReceipts: false,
  open,
};
