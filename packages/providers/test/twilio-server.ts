import type { RequestListener, ServerResponse } from 'node:http';
import { openTwilio } from '../src/twilio/open-twilio.ts';
import { parseSettings } from '../src/settings/parse-settings.ts';
import { twilio } from '../src/twilio/twilio.ts';
import { startWebhookServer } from './webhook-server.ts';

export const AUTH_TOKEN = 'f00dbabe-token';

export const json = (
  response: ServerResponse,
  status: number,
  body: unknown,
  headers = {},
): void => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
};

export const refusal = (code: number, status: number) => ({
  code,
  message: `refused with ${code}`,
  more_info: `https://www.twilio.com/docs/errors/${code}`,
  status,
});

/** A server that answers like Twilio's API, and an account that talks to it with the real SDK. */
export const startTwilio = async (answer: RequestListener, settings: object = {}) => {
  const server = await startWebhookServer(answer);
  const parsed = parseSettings(twilio, {
    accountSid: 'AC0000000000000000000000000000000a',
    authToken: AUTH_TOKEN,
    from: '+15005550006',
    whatsappFrom: '+15005550007',
    baseUrl: server.origin,
    ...settings,
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  const egress = { allow: [server.origin], denyCidrs: [], allowHttp: false };
  const now = (): Date => new Date('2026-01-02T03:04:05.000Z');
  return { ...server, provider: openTwilio(parsed.settings, { egress, now }) };
};
