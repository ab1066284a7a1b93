import { declareCategory } from '@carillon/domain';
import type { ClaimedDelivery } from '@carillon/repositories';
import type { Tenant } from '../accounts/account-directory.ts';
import type { DeliverDeps } from './deliver-deps.ts';
import { readWishes } from './read-wishes.ts';

const tenant = {
  id: 'tenant',
  categoryOf: (key: string) =>
    declareCategory(key, key === 'fixed' ? { optOut: false, quietHours: false } : {}),
} as unknown as Tenant;

/** Knows everybody, and remembers for whom it was asked. */
const askedDatabase = () => {
  const asked: string[][] = [];
  const query = async ({ values }: { values: [string, string[]] }) => {
    asked.push(values[1]);
    return { rows: values[1].map((subscriberId) => ({ subscriberId })) };
  };
  return { asked, deps: { database: { pool: { query } } } as unknown as DeliverDeps };
};

const claimed = (subscriberId: string | undefined, category = 'news'): ClaimedDelivery =>
  ({ channel: 'email', category, request: { to: { subscriberId } } }) as unknown as ClaimedDelivery;

test('one query asks for all subscribers of a slice, each once', async () => {
  const { asked, deps } = askedDatabase();
  const slice = [claimed('ada'), claimed('bob'), claimed('ada'), claimed(undefined)];
  const wishes = await readWishes(deps, tenant, slice);
  expect(asked).toEqual([['ada', 'bob']]);
  expect([...wishes.keys()]).toEqual(['ada', 'bob']);
});

test('nobody is asked for without a subscriber, or where he has no say', async () => {
  const { asked, deps } = askedDatabase();
  const slice = [claimed(undefined), claimed('ada', 'transactional'), claimed('bob', 'fixed')];
  expect((await readWishes(deps, tenant, slice)).size).toBe(0);
  expect(asked).toEqual([]);
});
