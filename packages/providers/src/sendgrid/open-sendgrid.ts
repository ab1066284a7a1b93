import type { Provider, ProviderDeps, SendCall, SendResult, Settings } from '../contract.ts';
import { mayCarrySecrets, parseBaseUrl } from '../http/base-url.ts';
import { insecureTarget } from '../http/insecure-target.ts';
import {
  CONNECTIONS_PER_ORIGIN,
  openHttpClient,
  type HttpRequest,
} from '../http/open-http-client.ts';
import { ownCall } from '../http/own-call.ts';
import { isPlainAddress, parseMailbox } from '../mail/parse-mailbox.ts';
import { senderOf } from '../mail/sender.ts';
import { failed } from '../send-results.ts';
import { classifyAnswer } from './classify-answer.ts';
import { composeMail } from './compose-mail.ts';

const VERIFY_MS = 10_000;
const KEEP_BYTES = 16_384;

const notAnAddress = failed({
  outcome: 'permanent_recipient',
  code: 'invalid_address',
  hint: 'The address is not one plain address.',
});

/** Opens an account of SendGrid's Web API, version 3. */
export const openSendgrid = (settings: Settings, deps: ProviderDeps): Provider => {
  const baseUrl = String(settings['baseUrl']);
  const { origin, prefix } = parseBaseUrl(baseUrl);
  const sender = senderOf(parseMailbox(String(settings['from'])));
  const isSafe = mayCarrySecrets(baseUrl, deps.egress);
  const http = openHttpClient(deps);
  const headers = ['authorization', `Bearer ${String(settings['apiKey'])}`];

  const ask = (request: Omit<HttpRequest, 'origin'>, call: SendCall): Promise<SendResult> =>
    isSafe
      ? http.request(
          { ...request, origin, path: prefix + request.path },
          {
            call,
            keepBytes: KEEP_BYTES,
            classify: (answer) => classifyAnswer(answer, deps.now()),
          },
        )
      : Promise.resolve(insecureTarget);

  return {
    concurrency: CONNECTIONS_PER_ORIGIN,
    send: async (request, call) => {
      if (!isPlainAddress(request.address)) return notAnAddress;
      const body = JSON.stringify(composeMail(request, sender));
      const typed = [...headers, 'content-type', 'application/json'];
      return ask({ path: '/v3/mail/send', headers: typed, body }, call);
    },
    verify: async () => {
      const request = { method: 'GET', path: '/v3/scopes', headers } as const;
      const { outcome, message } = await ask(request, ownCall(VERIFY_MS));
      return outcome === 'accepted'
        ? { ok: true, detail: 'SendGrid took the API key.' }
        : { ok: false, detail: message ?? 'SendGrid refused the API key.' };
    },
    close: () => http.close(),
  };
};
