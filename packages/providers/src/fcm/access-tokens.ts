import type { ProviderDeps, SendResult } from '../contract.ts';
import type { HttpAnswer } from '../http/exchange.ts';
import type { HttpClient } from '../http/open-http-client.ts';
import { ownCall } from '../http/own-call.ts';
import { accepted, failed } from '../send-results.ts';
import type { ServiceAccount } from './service-account.ts';
import { signAssertion } from './sign-assertion.ts';

/** So long before its end a token is renewed, while sends go on with it. */
const RENEW_MS = 5 * 60_000;
/** So long before its end it is no longer used: a send with it may take as long. */
const UNUSABLE_MS = 60_000;
const FETCH_MS = 5_000;
const KEEP_BYTES = 16_384;
const GRANT = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

export type AccessToken =
  | { readonly ok: true; readonly token: string }
  | { readonly ok: false; readonly result: SendResult };

/** The account's access token, fetched once for all who wait for it. */
export interface AccessTokens {
  get(): Promise<AccessToken>;
  /** FCM refused the token: the next call fetches another. */
  forget(): void;
}

export interface AccessTokensDeps {
  readonly http: HttpClient;
  readonly account: ServiceAccount;
  readonly tokenUrl: string;
  readonly now: ProviderDeps['now'];
}

const invalidKey = failed({
  outcome: 'config',
  code: 'invalid_credentials',
  hint: 'The private key of the service account is not valid.',
});

/**
 * Tokens by Google's JWT bearer exchange, over our own client: firebase-admin's fetch knows neither
 * our guard nor a deadline, and repeats in secret (docs/adr/0006).
 */
export const createAccessTokens = (deps: AccessTokensDeps): AccessTokens => {
  const { http, account, tokenUrl, now } = deps;
  const { origin, pathname: path } = new URL(tokenUrl);
  let known: { token: string; endsAt: number } | null = null;
  let fetching: Promise<AccessToken> | null = null;

  const fetchOne = async (): Promise<AccessToken> => {
    const assertion = assertionOf(account, tokenUrl, now());
    if (assertion === null) return { ok: false, result: invalidKey };
    let granted: Granted | null = null;
    const result = await http.request(
      {
        origin,
        path,
        headers: ['content-type', 'application/x-www-form-urlencoded'],
        body: new URLSearchParams({ grant_type: GRANT, assertion }).toString(),
      },
      {
        call: ownCall(FETCH_MS),
        keepBytes: KEEP_BYTES,
        classify: (answer) => {
          granted = grantedIn(answer);
          return granted === null ? refusalOf(answer) : accepted({ response: '' });
        },
      },
    );
    return useGranted(granted, result);
  };

  const useGranted = (granted: Granted | null, result: SendResult): AccessToken => {
    // Nothing of the message has been sent, however that call ended.
    if (granted === null) return { ok: false, result: asUnsent(result) };
    known = { token: granted.token, endsAt: performance.now() + granted.lifeMs };
    return { ok: true, token: granted.token };
  };

  const renew = (): Promise<AccessToken> =>
    (fetching ??= fetchOne().finally(() => {
      fetching = null;
    }));

  return {
    get: async () => {
      const leftMs = known === null ? 0 : known.endsAt - performance.now();
      if (known === null || leftMs <= UNUSABLE_MS) return renew();
      if (leftMs <= RENEW_MS) void renew();
      return { ok: true, token: known.token };
    },
    forget: () => {
      known = null;
    },
  };
};

interface Granted {
  readonly token: string;
  readonly lifeMs: number;
}

const grantedIn = ({ status, body }: HttpAnswer): Granted | null => {
  if (status < 200 || status >= 300) return null;
  try {
    const { access_token: token, expires_in: seconds } = JSON.parse(body) as Record<
      string,
      unknown
    >;
    if (typeof token !== 'string' || token === '') return null;
    return { token, lifeMs: (typeof seconds === 'number' ? seconds : 0) * 1_000 };
  } catch {
    return null;
  }
};

const refusalOf = ({ status, retryAfterMs }: HttpAnswer): SendResult => {
  const isTheirs = status >= 500 || status === 429;
  return failed({
    outcome: isTheirs ? 'transient' : 'config',
    code: isTheirs ? `token_http_${status}` : 'invalid_credentials',
    hint: 'Google gave no access token for the service account.',
    retryAfterMs,
  });
};

const asUnsent = (result: SendResult): SendResult =>
  result.outcome === 'ambiguous' ? { ...result, outcome: 'transient' } : result;

const assertionOf = (account: ServiceAccount, tokenUrl: string, now: Date): string | null => {
  try {
    return signAssertion(account, tokenUrl, now);
  } catch {
    return null;
  }
};
