import type {
  Provider,
  ProviderDeps,
  SendCall,
  SendRequest,
  SendResult,
  Settings,
} from '../contract.ts';
import { mayCarrySecrets, parseBaseUrl } from '../http/base-url.ts';
import { insecureTarget } from '../http/insecure-target.ts';
import { CONNECTIONS_PER_ORIGIN, openHttpClient } from '../http/open-http-client.ts';
import { failed, tooLate } from '../send-results.ts';
import { type AccessToken, createAccessTokens } from './access-tokens.ts';
import { classifyAnswer } from './classify-answer.ts';
import { composeMessage } from './compose-message.ts';
import { parseServiceAccount } from './service-account.ts';
import { untilAborted } from './until-aborted.ts';

const KEEP_BYTES = 16_384;
const GOOGLE_TOKEN_URL = 'https://oauth2.googleapis.com/token';

const invalidToken = failed({
  outcome: 'permanent_recipient',
  code: 'invalid_token',
  hint: 'The token is not one.',
});

const late: AccessToken = { ok: false, result: tooLate };

/** Opens a Firebase project: one own POST per message (HTTP v1), with tokens of its service account. */
export const openFcm = (settings: Settings, deps: ProviderDeps): Provider => {
  const account = parseServiceAccount(String(settings['serviceAccount']));
  if (account === null) throw new Error('fcm: the service account is not whole');
  const baseUrl = String(settings['baseUrl']);
  const tokenUrl = String(settings['tokenUrl'] ?? account.token_uri ?? GOOGLE_TOKEN_URL);
  const { origin, prefix } = parseBaseUrl(baseUrl);
  const project = encodeURIComponent(String(settings['projectId'] ?? account.project_id));
  const path = `${prefix}/v1/projects/${project}/messages:send`;
  const isSafe = [baseUrl, tokenUrl].every((url) => mayCarrySecrets(url, deps.egress));
  const http = openHttpClient(deps);
  const tokens = createAccessTokens({ http, account, tokenUrl, now: deps.now });

  const post = async (body: string, token: string, call: SendCall): Promise<SendResult> => {
    const headers = ['authorization', `Bearer ${token}`, 'content-type', 'application/json'];
    const result = await http.request(
      { origin, path, headers, body },
      { call, keepBytes: KEEP_BYTES, classify: classifyAnswer },
    );
    if (result.outcome === 'config') tokens.forget();
    return result;
  };

  return {
    concurrency: CONNECTIONS_PER_ORIGIN,
    send: async (request: SendRequest, call: SendCall) => {
      if (!isSafe) return insecureTarget;
      if (!/^[\x21-\x7e]{1,4096}$/.test(request.address)) return invalidToken;
      const composed = composeMessage(request, deps.now());
      if (!composed.ok) return composed.result;
      if (call.signal.aborted) return tooLate;
      const token = await untilAborted(tokens.get(), call.signal, late);
      if (!token.ok) return token.result;
      return post(composed.body, token.token, call);
    },
    verify: async () => {
      if (!isSafe) return { ok: false, detail: insecureTarget.message ?? '' };
      tokens.forget();
      const token = await tokens.get();
      return token.ok
        ? { ok: true, detail: 'Google gave an access token.' }
        : { ok: false, detail: token.result.message ?? 'Google gave no access token.' };
    },
    close: () => http.close(),
  };
};
