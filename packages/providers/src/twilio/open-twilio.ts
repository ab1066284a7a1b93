import type {
  Provider,
  ProviderDeps,
  SendCall,
  SendRequest,
  SendResult,
  Settings,
} from '../contract.ts';
import { mayCarrySecrets } from '../http/base-url.ts';
import { insecureTarget } from '../http/insecure-target.ts';
import { CONNECTIONS_PER_ORIGIN, openHttpClient } from '../http/open-http-client.ts';
import { ownCall } from '../http/own-call.ts';
import { accepted, failed } from '../send-results.ts';
import { classifyAnswer } from './classify-answer.ts';
import { composeMessage, type MessageParams } from './compose-message.ts';
import { loadSdk } from './load-sdk.ts';
import { createSdkTransport, type Exchanged } from './sdk-transport.ts';

const VERIFY_MS = 10_000;

const noSender = failed({
  outcome: 'config',
  code: 'no_sender',
  hint: 'The account has no sender for this channel.',
});

/** Opens a Twilio account. The SDK builds and reads; how a request travels is ours. */
export const openTwilio = (settings: Settings, deps: ProviderDeps): Provider => {
  const baseUrl = String(settings['baseUrl']);
  const accountSid = String(settings['accountSid']);
  const isSafe = mayCarrySecrets(baseUrl, deps.egress);
  const http = openHttpClient(deps);
  const transport = createSdkTransport(http, baseUrl);
  const httpClient = transport.client as never;
  const sdk = loadSdk()(accountSid, String(settings['authToken']), {
    httpClient,
    autoRetry: false,
  });

  const create = async (params: MessageParams, call: SendCall): Promise<SendResult> => {
    const context: Exchanged = { call };
    try {
      const made = await transport.run(context, () => sdk.messages.create(params));
      const response = context.answer?.body ?? '';
      return accepted({ response, providerMessageId: made.sid });
    } catch (error) {
      if (context.answer === undefined) return context.result ?? unexpected;
      const { status, body, retryAfterMs } = context.answer;
      // Accepted, whatever the SDK thought of the body.
      if (status < 300) return accepted({ response: body });
      return classifyAnswer({ status, code: codeOf(error), body, retryAfterMs });
    }
  };

  return {
    concurrency: CONNECTIONS_PER_ORIGIN,
    send: async (request: SendRequest, call: SendCall) => {
      if (!isSafe) return insecureTarget;
      const params = composeMessage(request, settings, deps.now());
      return params === null ? noSender : create(params, call);
    },
    verify: async () => {
      if (!isSafe) return { ok: false, detail: insecureTarget.message ?? '' };
      const context: Exchanged = { call: ownCall(VERIFY_MS) };
      try {
        const account = await transport.run(context, () =>
          sdk.api.v2010.accounts(accountSid).fetch(),
        );
        return { ok: account.status === 'active', detail: `The account is ${account.status}.` };
      } catch (error) {
        const failure = context.answer
          ? classifyAnswer({ ...context.answer, code: codeOf(error) })
          : context.result;
        return { ok: false, detail: failure?.message ?? 'Twilio gave no answer.' };
      }
    },
    close: () => http.close(),
  };
};

/** The SDK failed before it asked for anything: nothing was sent. */
const unexpected = failed({
  outcome: 'permanent_message',
  code: 'invalid_request',
  hint: 'The message cannot be put into a request.',
});

const codeOf = (error: unknown): number | null => {
  const { code } = Object(error) as { code?: unknown };
  return typeof code === 'number' ? code : null;
};
