import type { KeyObject } from 'node:crypto';
import type { ProviderDeps, SendCall, SendResult } from '../contract.ts';
import { openHttpClient } from '../http/open-http-client.ts';
import { TARGET_NOT_ALLOWED } from '../network-failure.ts';
import { failed } from '../send-results.ts';
import { classifyAnswer } from './classify-answer.ts';
import { knownTargets } from './known-targets.ts';
import { signWebhook } from './sign-webhook.ts';

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
  const client = openHttpClient(deps);
  const targetOf = knownTargets(deps.egress);

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
      const { attempt, body } = webhook;
      return client.request(
        { ...target, headers: headersOf(webhook), body },
        { call, classify: (answer) => classifyAnswer(answer, attempt) },
      );
    },
    close: () => client.close(),
  };
};
