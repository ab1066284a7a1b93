import { attemptIdOf, deliveryIdOf, notificationIdFrom } from '@carillon/domain';
import { findProvider, parseSettings, type SendRequest } from '@carillon/providers';
import { serveCalls } from '../processes/serve-calls.ts';

interface Send {
  readonly provider: string;
  readonly settings: Readonly<Record<string, string | number>>;
  readonly address: string;
  readonly allow: readonly string[];
  readonly count: number;
  readonly concurrency: number;
}

const DEADLINE_MS = 10_000;
/** Deliveries of one claim. */
const CLAIM = 50;
const NOTIFICATION_ID = notificationIdFrom('01a1fbbe-b88c-7585-8239-77bf1fdf0000');

const requestOf = (channel: 'email' | 'webhook', address: string, i: number): SendRequest => {
  const deliveryId = deliveryIdOf(NOTIFICATION_ID, (i % 60_000) + 1);
  return {
    tenantId: NOTIFICATION_ID,
    notificationId: NOTIFICATION_ID,
    deliveryId,
    attemptId: attemptIdOf(deliveryId, 1),
    attempt: 1,
    channel,
    address,
    recipientName: null,
    parts: {
      title: 'Order shipped',
      body: 'Your order 42 has shipped.',
      html: null,
      url: null,
      data: null,
    },
    category: 'transactional',
    priority: 'normal',
    acceptedAt: new Date('2026-01-01T00:00:00Z'),
    expiresAt: new Date('2030-01-01T00:00:00Z'),
  };
};

const calls = {
  /** Sends through an adapter, exactly as a worker does after its claim. */
  send: async (input: Send): Promise<void> => {
    const definition = findProvider(input.provider);
    if (definition === undefined) throw new Error(`no provider ${input.provider}`);
    const parsed = parseSettings(definition, input.settings);
    if (!parsed.ok) throw new Error(parsed.errors.map((e) => `${e.path} ${e.message}`).join(', '));
    const provider = definition.open(parsed.settings, {
      egress: { allow: input.allow, denyCidrs: [], allowHttp: false },
      now: () => new Date('2026-01-01T00:00:00Z'),
    });
    const channel = input.provider === 'smtp' ? 'email' : 'webhook';
    let next = 0;
    const lane = async (): Promise<void> => {
      for (let sent = 0, signal = AbortSignal.timeout(DEADLINE_MS); next < input.count; sent += 1) {
        // As in a worker, the calls of one claim share their deadline.
        if (sent % CLAIM === CLAIM - 1) signal = AbortSignal.timeout(DEADLINE_MS);
        const request = requestOf(channel, input.address, next++);
        const call = { signal, deadlineMs: DEADLINE_MS, mayBegin: () => true };
        const { outcome, code } = await provider.send(request, call);
        if (outcome !== 'accepted') throw new Error(`${outcome} ${code}`);
      }
    };
    await Promise.all(Array.from({ length: input.concurrency }, lane));
    await provider.close();
  },
};
export type CarillonSenderCalls = typeof calls;
serveCalls(calls);
