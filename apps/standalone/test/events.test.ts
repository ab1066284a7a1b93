import { createHmac } from 'node:crypto';
import { eventually } from '@carillon/testing';
import { type Body, useStandalone } from './use-standalone.ts';

const standalone = useStandalone();
const { call } = standalone;
const received = async (to: string): Promise<Body[]> => {
  const url = `${standalone.file.sandboxUrl}/api/messages?to=${encodeURIComponent(to)}`;
  return ((await (await fetch(url)).json()) as Body).data;
};

/** Sends an e-mail; resolves to its id once its endpoint is to hear that it was sent. */
const sendTold = async (endpointId: string): Promise<string> => {
  const { id } = await call('POST', '/notifications', {
    to: { email: 'ada@example.com' },
    channels: ['email'],
    content: { body: 'Hello' },
  });
  await eventually(async () => {
    const { deliveries } = await call('GET', `/notifications/${id}`);
    expect(deliveries).toMatchObject([{ status: 'sent' }]);
  });
  const { data } = await call('GET', `/event-endpoints/${endpointId}/deliveries`);
  expect(data.map(({ type }: Body) => type)).toContain('delivery.sent');
  return id as string;
};

test('an endpoint that points to the sandbox hears, signed, what was sent', async () => {
  const url = `${standalone.file.sandboxUrl}/hooks/events`;
  const endpoint = { url, types: ['notification.accepted', 'delivery.sent'] };
  const { id: endpointId, secret } = await call('POST', '/event-endpoints', endpoint);
  // Within a second all processes know that somebody subscribes.
  const id = await eventually(() => sendTold(endpointId), { timeoutMs: 20_000 });
  const event = await eventually(async () => {
    const found = (await received(url)).find(
      ({ text }) => text.includes(id) && text.includes('delivery.sent'),
    );
    expect(found).toBeDefined();
    return found as Body;
  });
  expect(JSON.parse(event.body)).toMatchObject({
    type: 'delivery.sent',
    data: { notificationId: id, channel: 'email', status: 'sent' },
  });
  const { 'webhook-id': eventId, 'webhook-timestamp': at } = event.headers;
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const mac = createHmac('sha256', key).update(`${eventId}.${at}.${event.body}`).digest('base64');
  expect(event.headers['webhook-signature']).toBe(`v1,${mac}`);
});
