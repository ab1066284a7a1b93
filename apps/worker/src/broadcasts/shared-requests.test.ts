import type { ClaimedDelivery, Database } from '@carillon/repositories';
import { createSharedRequests } from './shared-requests.ts';

const tenantId = '00000000-0000-7000-8000-000000000001';

/** A database that has every broadcast, and counts what it is asked for. */
const openFake = () => {
  const asked: string[][] = [];
  const query = async ({ values }: { values: [string[], string[]] }) => {
    asked.push(values[1]);
    const rows = values[1].map((batchId) => ({
      batchId,
      request: { to: { topic: 'news' }, content: { body: `of ${batchId}` } },
    }));
    return { rows };
  };
  return { asked, database: { pool: { query } } as unknown as Database };
};

const claimed = (request: object) => ({ tenantId, request }) as unknown as ClaimedDelivery;
const ofBroadcast = (broadcast: string, subscriberId = 'ada') =>
  claimed({ to: { subscriberId }, broadcast });

test('what is of no broadcast asks nobody and stays as it is', async () => {
  const { asked, database } = openFake();
  const own = [claimed({ to: { email: 'ada@example.com' }, content: { body: 'Hi' } })];
  expect(await createSharedRequests(database).fillIn(own)).toBe(own);
  expect(asked).toEqual([]);
});

test('members of a broadcast get what they share, asked for once', async () => {
  const { asked, database } = openFake();
  const shared = createSharedRequests(database);
  await shared.fillIn([ofBroadcast('a'), ofBroadcast('a', 'ben')]);
  const [again] = await shared.fillIn([ofBroadcast('a', 'cleo')]);
  expect(again?.request).toMatchObject({ to: { subscriberId: 'cleo' }, content: { body: 'of a' } });
  expect(asked.flatMap((ids) => [...new Set(ids)])).toEqual(['a']);
});

test('of many broadcasts the one that was not asked for longest is forgotten', async () => {
  const { asked, database } = openFake();
  const shared = createSharedRequests(database);
  await shared.fillIn([ofBroadcast('first')]);
  for (let n = 0; n < 49; n += 1) await shared.fillIn([ofBroadcast(`b${n}`)]);
  await shared.fillIn([ofBroadcast('first')]);
  await shared.fillIn([ofBroadcast('one more')]);
  asked.length = 0;
  await shared.fillIn([ofBroadcast('first')]);
  await shared.fillIn([ofBroadcast('b0')]);
  expect(asked).toEqual([['b0']]);
});
