import { generateKeyPairSync } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { fcm } from '../src/fcm/fcm.ts';
import { parseSettings } from '../src/settings/parse-settings.ts';
import { startWebhookServer } from './webhook-server.ts';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
export const PRIVATE_KEY = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
export const ACCESS_TOKEN = 'ya29.access';

const tokenAnswer = JSON.stringify({
  access_token: ACCESS_TOKEN,
  expires_in: 3_600,
  token_type: 'Bearer',
});

/** A service account as Google hands it out. */
export const accountJson = (more: Readonly<Record<string, unknown>> = {}): string =>
  JSON.stringify({
    type: 'service_account',
    project_id: 'shop',
    client_email: 'push@shop.iam.gserviceaccount.com',
    private_key: PRIVATE_KEY,
    ...more,
  });

/** A server that answers as Google's token endpoint and FCM, and a project that talks to it. */
export const startFcm = async (
  answer: RequestListener,
  { onToken, tokenUrl }: { onToken?: RequestListener; tokenUrl?: string } = {},
) => {
  const server = await startWebhookServer((request, response) => {
    if (request.url !== '/token') return answer(request, response);
    if (onToken !== undefined) return onToken(request, response);
    response.writeHead(200, { 'content-type': 'application/json' }).end(tokenAnswer);
  });
  const serviceAccount = accountJson({ token_uri: tokenUrl ?? `${server.origin}/token` });
  const parsed = parseSettings(fcm, { serviceAccount, baseUrl: server.origin });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  const egress = { allow: [server.origin], denyCidrs: [], allowHttp: false };
  const provider = fcm.open(parsed.settings, {
    egress,
    now: () => new Date('2026-01-02T03:04:05Z'),
  });
  return { ...server, provider };
};
