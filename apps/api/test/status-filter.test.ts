import {
  DELIVERY_STATUSES,
  type DeliveryStatus,
  NOTIFICATION_STATUSES,
  notificationStatusOf,
} from '@carillon/domain';
import { emailRequest } from './requests.ts';
import { testApi } from './test-api.ts';

const api = testApi();

const CHANNELS = ['email', 'sms', 'webhook'] as const;
const to = {
  email: 'ada@example.com',
  phone: '+4366012345678',
  webhookUrl: 'https://example.com/',
};

/** Every mix of one to three deliveries; their order makes no difference. */
const mixes: readonly DeliveryStatus[][] = DELIVERY_STATUSES.flatMap((first, i) => [
  [first],
  ...DELIVERY_STATUSES.slice(i).flatMap((second, j) => [
    [first, second],
    ...DELIVERY_STATUSES.slice(i + j).map((third) => [first, second, third]),
  ]),
]);

/** Accepts a notification for each mix and gives its deliveries their states. */
const storeMixes = async (): Promise<ReadonlyMap<string, DeliveryStatus[]>> => {
  const { body } = await api().call('POST', '/notifications/batch', {
    body: {
      notifications: mixes.map((mix) =>
        emailRequest({ to, channels: CHANNELS.slice(0, mix.length) }),
      ),
    },
  });
  const ids = (body.items as { id: string }[]).map(({ id }) => id);
  const deliveries = mixes.flatMap((mix, i) =>
    mix.map((status, n) => ({ id: (ids[i] ?? '').replace(/.$/, String(n + 1)), status })),
  );
  await api().database.pool.query(
    `UPDATE delivery d SET status = s.status, dispatch_id = coalesce(dispatch_id, gen_random_uuid())
     FROM unnest($1::uuid[], $2::delivery_status[]) AS s (id, status) WHERE d.id = s.id`,
    [deliveries.map(({ id }) => id), deliveries.map(({ status }) => status)],
  );
  return new Map(ids.map((id, i) => [id, mixes[i] ?? []]));
};

const everyPage = async (status: string): Promise<{ id: string; status: string }[]> => {
  const found: { id: string; status: string }[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const after: string = cursor === '' ? '' : `&cursor=${cursor}`;
    const { body } = await api().call('GET', `/notifications?status=${status}&limit=7${after}`);
    found.push(...(body.data as typeof found));
    cursor = body.nextCursor as string | null;
  }
  return found;
};

test("the filter by status finds those whose deliveries make it so by the domain's rule", async () => {
  const stored = await storeMixes();
  expect(stored.size).toBe(285);
  for (const status of NOTIFICATION_STATUSES) {
    const found = await everyPage(status);
    const expected = [...stored].filter(([, mix]) => notificationStatusOf(mix) === status);
    expect(expected.length).toBeGreaterThan(0);
    expect(found.map(({ id }) => id)).toEqual(expected.map(([id]) => id).toReversed());
    expect(new Set(found.map((view) => view.status))).toEqual(new Set([status]));
  }
});
