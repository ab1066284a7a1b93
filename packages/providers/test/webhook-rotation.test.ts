import { createHmac } from 'node:crypto';
import { sampleCall, sampleRequest } from '../src/conformance/sample-request.ts';
import { mergeSettings } from '../src/settings/merge-settings.ts';
import type { Settings } from '../src/contract.ts';
import { newWebhookSecret } from '../src/webhook-client/webhook-keys.ts';
import { webhook } from '../src/webhook/webhook.ts';
import { openWebhookAccount, WEBHOOK_SECRET } from './open-webhook-account.ts';
import { startWebhookServer } from './webhook-server.ts';

/** A receiver's own computation, as the Standard Webhooks specification describes it. */
const expectedBy = (secret: string, headers: Record<string, unknown>, body: string): string => {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const content = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
  return `v1,${createHmac('sha256', key).update(content).digest('base64')}`;
};

test('while the secret is rotated, receivers that know the old or the new one accept', async () => {
  const fresh = newWebhookSecret();
  const server = await startWebhookServer((_request, response) => void response.end());
  const secret = `${fresh} ${WEBHOOK_SECRET}`;
  const provider = openWebhookAccount([server.origin], { secret });
  const address = `${server.origin}/hooks/orders`;
  await provider.send(sampleRequest({ channel: 'webhook', address }), sampleCall());
  await provider.close();
  await server.stop();
  const { headers = {}, body = '' } = server.received[0] ?? {};
  expect(String(headers['webhook-signature']).split(' ')).toEqual([
    expectedBy(fresh, headers, body),
    expectedBy(WEBHOOK_SECRET, headers, body),
  ]);
});

test('a changed account takes two secrets, then the new one alone', () => {
  const fresh = newWebhookSecret();
  let settings: Settings = { secret: WEBHOOK_SECRET };
  for (const secret of [`${fresh} ${WEBHOOK_SECRET}`, fresh]) {
    const merged = mergeSettings(webhook, settings, { secret });
    expect(merged).toMatchObject({ ok: true, settings: { secret }, generated: [] });
    settings = { secret };
  }
});
