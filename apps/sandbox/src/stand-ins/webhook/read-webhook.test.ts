import { readWebhook } from './read-webhook.ts';

const read = (payload: unknown) => readWebhook(Buffer.from(JSON.stringify(payload)));

test('a notification shows its title and body', () => {
  const data = { title: 'Order shipped', body: 'Your order 42 has shipped.' };
  expect(read({ type: 'notification', data })).toMatchObject({
    subject: 'Order shipped',
    text: 'Your order 42 has shipped.',
  });
});

test('an event shows its type and all of itself', () => {
  const event = { type: 'delivery.sent', data: { id: '1' } };
  expect(read(event)).toMatchObject({ subject: 'delivery.sent', text: JSON.stringify(event) });
});

test.each(['', 'plain text', '[1]', 'null', '{'])('%j is taken as it is', (text) => {
  expect(readWebhook(Buffer.from(text))).toMatchObject({ subject: null, text: text || null });
});
