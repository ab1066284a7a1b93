import type { Provider, ProviderDeps, SendRequest, Settings } from '../contract.ts';
import { CONNECTIONS_PER_ORIGIN } from '../http/open-http-client.ts';
import { openWebhookClient } from '../webhook-client/open-webhook-client.ts';
import { webhookBody } from './webhook-body.ts';
import { webhookKeys } from '../webhook-client/webhook-keys.ts';

const headersOf = ({
  notificationId,
  deliveryId,
  attemptId,
  traceparent,
}: SendRequest): string[] => {
  const headers = [
    'x-carillon-notification',
    notificationId,
    'x-carillon-delivery',
    deliveryId,
    'x-carillon-attempt',
    attemptId,
  ];
  if (traceparent) headers.push('traceparent', traceparent);
  return headers;
};

/** Opens the webhook provider with its signing secret. */
export const openWebhook = (settings: Settings, deps: ProviderDeps): Provider => {
  const keys = webhookKeys(String(settings.secret));
  const client = openWebhookClient(deps);
  return {
    concurrency: CONNECTIONS_PER_ORIGIN,
    send: (request, call) =>
      client.post(
        {
          url: request.address,
          id: request.deliveryId,
          body: webhookBody(request),
          keys,
          attempt: request.attempt,
          headers: headersOf(request),
        },
        call,
      ),
    verify: async () => ({
      ok: true,
      detail: 'The secret signs; whether an endpoint answers shows when it is called.',
    }),
    close: () => client.close(),
  };
};
