import type { Channel } from '@carillon/domain';
import type { Places } from '@carillon/queue';
import { type Flushed, planDispatches } from './plan-dispatches.ts';
import type { PlannedDelivery, PlannedNotification } from './plan-notification.ts';

const delivery = (id: string, parts: Partial<PlannedDelivery> = {}): PlannedDelivery => ({
  id,
  channel: 'email',
  address: 'ada@example.com',
  status: 'queued',
  dueAt: new Date(0),
  dispatchId: null,
  maxAttempts: 5,
  atMostOnce: false,
  code: null,
  ...parts,
});

const flushed = (tenantId: string, rank: number, deliveries: PlannedDelivery[]): Flushed => ({
  tenantId,
  notification: { rank, deliveries } as unknown as PlannedNotification,
});

const planBy = (
  notifications: readonly Flushed[],
  {
    room = (places: Places) => places.jobs,
    chunkSizeOf = () => 50,
  }: { room?: (places: Places) => number; chunkSizeOf?: (channel: Channel) => number } = {},
) => {
  let n = 0;
  return planDispatches(notifications, {
    admit: async (wanted) => wanted.map(room),
    chunkSizeOf,
    newId: () => `job-${(n += 1)}`,
  });
};

const many = (count: number, parts: Partial<PlannedDelivery> = {}) =>
  Array.from({ length: count }, (_, i) => delivery(`d${i}`, parts));

test('deliveries of one tenant, channel and rank ride together, fifty to a job', async () => {
  const deliveries = many(120);
  const plan = await planBy(deliveries.map((d) => flushed('t', 3, [d])));
  expect(plan.dispatches.map((d) => d.deliveryIds.length)).toEqual([50, 50, 20]);
  expect(deliveries[0]?.dispatchId).toBe('job-1');
  expect(deliveries[119]?.dispatchId).toBe('job-3');
  expect(plan).toMatchObject({ someWait: false, places: [{ tenantId: 't', rank: 3, jobs: 3 }] });
});

test('tenants, channels and ranks never share a job', async () => {
  const plan = await planBy([
    flushed('t', 3, [delivery('a'), delivery('b', { channel: 'webhook' })]),
    flushed('t', 1, [delivery('c')]),
    flushed('u', 3, [delivery('d')]),
  ]);
  expect(plan.dispatches.map((d) => d.deliveryIds)).toEqual([['a'], ['b'], ['c'], ['d']]);
});

test('what the window has no room for waits in PostgreSQL', async () => {
  const deliveries = many(120);
  const plan = await planBy([flushed('t', 3, deliveries)], { room: () => 1 });
  expect(plan.dispatches).toHaveLength(1);
  expect(plan.someWait).toBe(true);
  expect(deliveries.filter(({ dispatchId }) => dispatchId === null)).toHaveLength(70);
});

test('what is not due now, or suppressed, asks for no room', async () => {
  const admitted: Places[] = [];
  const plan = await planBy(
    [
      flushed('t', 3, [
        delivery('a', { status: 'scheduled' }),
        delivery('b', { status: 'suppressed' }),
      ]),
    ],
    { room: (places) => admitted.push(places) },
  );
  expect([plan.dispatches, admitted, plan.someWait]).toEqual([[], [], false]);
});

test('a capped channel has one delivery to a job', async () => {
  const plan = await planBy([flushed('t', 3, many(3))], { chunkSizeOf: () => 1 });
  expect(plan.dispatches.map((d) => d.deliveryIds)).toEqual([['d0'], ['d1'], ['d2']]);
});
