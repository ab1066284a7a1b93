import type { KeyObject } from 'node:crypto';
import { Agent } from 'undici';
import type { ProviderDeps, SendCall, SendResult } from '../contract.ts';
import { TARGET_NOT_ALLOWED } from '../network-failure.ts';
import { failed, tooLate } from '../send-results.ts';
import { Exchange } from './exchange.ts';
import { guardedConnector } from './guarded-connector.ts';
import { knownTargets } from './known-targets.ts';
import { signWebhook } from './sign-webhook.ts';

/** Connections to one origin; more calls than that wait for one to become free. */
export const CONNECTIONS_PER_ORIGIN = 64;
const IDLE_MS = 4_000;
/** A bound for sockets; a call ends by its own deadline, which is at most as long. */
const SOCKET_MS = 60_000;

/** One signed call. `id` stays the same over all attempts, so that the receiver can tell repeats. */
export interface WebhookCall {
  readonly url: string;
  readonly id: string;
  readonly body: string;
  readonly keys: readonly KeyObject[];
  /** Counted attempts, this one included. */
  readonly attempt: number;
  /** Further headers, as name, value, name, value. */
  readonly headers?: readonly string[];
}

/** Posts signed calls over kept connections, behind the egress guard. */
export interface WebhookClient {
  post(webhook: WebhookCall, call: SendCall): Promise<SendResult>;
  close(): Promise<void>;
}

const targetNotAllowed = failed({ ...TARGET_NOT_ALLOWED, outcome: 'permanent_message' });

/** Opens a client: used by the webhook provider, and for event endpoints. */
export const openWebhookClient = (deps: ProviderDeps): WebhookClient => {
  const agent = new Agent({
    connect: guardedConnector(deps),
    connections: CONNECTIONS_PER_ORIGIN,
    keepAliveTimeout: IDLE_MS,
    headersTimeout: SOCKET_MS,
    bodyTimeout: SOCKET_MS,
  });
  const targetOf = knownTargets(deps.egress);
  let closing: Promise<void> | undefined;

  const headersOf = ({ id, body, keys, headers = [] }: WebhookCall): string[] => {
    const timestamp = Math.floor(deps.now().getTime() / 1_000);
    return [
      'content-type',
      'application/json',
      'user-agent',
      'Carillon-Webhooks/1.0',
      'webhook-id',
      id,
      'webhook-timestamp',
      String(timestamp),
      'webhook-signature',
      signWebhook({ id, timestamp, body }, keys),
      ...headers,
    ];
  };

  return {
    post: (webhook, call) => {
      const target = targetOf(webhook.url);
      if (target === null) return Promise.resolve(targetNotAllowed);
      if (call.signal.aborted) return Promise.resolve(tooLate);
      return new Promise((settle) => {
        const { attempt, body } = webhook;
        agent.dispatch(
          { ...target, method: 'POST', headers: headersOf(webhook), body },
          new Exchange({ call, attempt, now: deps.now, settle }),
        );
      });
    },
    close: () => (closing ??= agent.close()),
  };
};
