import { readFileSync } from 'node:fs';
import path from 'node:path';
import { eventually } from '@carillon/testing';
import { type Body, useStandalone } from './use-standalone.ts';

const SLOW_MS = 120_000;
const COUNT = 1_000;
const PRIORITIES = ['critical', 'high', 'normal', 'low', 'urgent'];

const standalone = useStandalone();
const { ask, call } = standalone;

const notification = (i: number) => ({
  to: {
    subscriberId: 'ada',
    email: `person${i}@example.com`,
    webhookUrl: `${standalone.file.sandboxUrl}/hooks/batch-${i}`,
  },
  channels: ['email', 'webhook', 'in_app'],
  content: { title: `Größe ${i} · 注文 🚀`, body: `Привет, №${i}: «naïve café» – שלום` },
  priority: PRIORITIES[i % PRIORITIES.length],
});

interface Line {
  readonly channel: string;
  readonly deliveryId: string;
}

const ledger = (): Line[] =>
  readFileSync(path.join(standalone.home, 'sandbox', 'ledger.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);

test(
  'a batch of a thousand with unicode, mixed priorities and three channels is delivered exactly once',
  async () => {
    await call('PUT', '/subscribers/ada', { name: 'Ada' });
    const notifications = Array.from({ length: COUNT }, (_, i) => notification(i));
    const accepted = await ask('POST', '/notifications/batch', { notifications });
    expect(accepted).toMatchObject({ status: 202, body: { accepted: COUNT } });

    const batch = `/batches/${accepted.body.batchId}`;
    const done = { total: COUNT, deliveries: 3 * COUNT };
    await eventually(
      async () =>
        expect(await call('GET', batch)).toMatchObject({
          ...done,
          counts: { sent: 2 * COUNT, delivered: COUNT, queued: 0, sending: 0, retrying: 0 },
        }),
      { timeoutMs: 60_000, everyMs: 250 },
    );

    const lines = ledger();
    expect(lines).toHaveLength(2 * COUNT);
    expect(new Set(lines.map((line) => line.deliveryId)).size).toBe(2 * COUNT);

    const sent = new Map(lines.map((line) => [line.deliveryId, line.channel]));
    for (let i = 0; i < COUNT; i += 97) {
      const id = accepted.body.items[i]?.id;
      const found = await call('GET', `/notifications/${id}`);
      expect(found.content.title).toBe(`Größe ${i} · 注文 🚀`);
      const deliveries: Body[] = found.deliveries;
      expect(deliveries.map((d) => [d.channel, d.status, d.attempts])).toEqual([
        ['email', 'sent', 1],
        ['webhook', 'sent', 1],
        ['in_app', 'delivered', 1],
      ]);
      for (const { id: deliveryId, channel } of deliveries.slice(0, 2)) {
        expect(sent.get(deliveryId)).toBe(channel);
      }
      const attempts = await call('GET', `/notifications/${id}/attempts`);
      expect(attempts.data).toHaveLength(3);
      const timeline = await call('GET', `/notifications/${id}/timeline`);
      const types: string[] = timeline.data.map((entry: Body) => entry.type);
      expect(types.toSorted()).toEqual(
        [
          'accepted',
          'attempt',
          'attempt',
          'attempt',
          'delivered',
          'sent',
          'sent',
          'sent',
        ].toSorted(),
      );
    }
    const counts = await call('GET', '/subscribers/ada/inbox/counts');
    expect(counts).toMatchObject({ unread: COUNT, unseen: COUNT, total: COUNT });
  },
  SLOW_MS,
);
