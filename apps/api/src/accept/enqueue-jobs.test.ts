import type { DispatchJob, Places } from '@carillon/queue';
import { silentLogger } from '@carillon/runtime';
import { type EnqueueDeps, enqueueJobs } from './enqueue-jobs.ts';
import type { DispatchPlan } from './plan-dispatches.ts';

const dispatch = (id: string) =>
  ({ id, tenantId: 't', channel: 'email', rank: 3, deliveryIds: [`${id}-1`] }) as const;

const planOf = (ids: readonly string[], someWait = false): DispatchPlan => ({
  dispatches: ids.map(dispatch),
  places: [],
  someWait,
});

const world = (
  failing: readonly string[] = [],
  giveBack: EnqueueDeps['giveBack'] = async () => null,
) => {
  const seen = { added: [] as string[], back: [] as string[], freed: [] as Places[], wakes: 0 };
  const deps: EnqueueDeps = {
    log: silentLogger,
    wake: () => void (seen.wakes += 1),
    giveBack: async (ids) => {
      seen.back.push(...ids);
      return giveBack(ids);
    },
    producer: {
      add: async (jobs: readonly DispatchJob[]) => {
        seen.added.push(...jobs.map(({ id }) => id));
        return { failed: [...failing] };
      },
      window: {
        giveBack: async (places: readonly Places[]) => void seen.freed.push(...places),
      } as unknown as EnqueueDeps['producer']['window'],
    },
  };
  return { deps, seen };
};

test('jobs are added and nobody is woken when all of them ride', async () => {
  const { deps, seen } = world();
  await enqueueJobs(planOf(['a', 'b']), deps);
  expect(seen).toEqual({ added: ['a', 'b'], back: [], freed: [], wakes: 0 });
});

test('what Redis does not take is given back, its place freed, a dispatcher woken', async () => {
  const { deps, seen } = world(['b']);
  await enqueueJobs(planOf(['a', 'b']), deps);
  expect(seen).toMatchObject({ back: ['b'], wakes: 1 });
  expect(seen.freed).toEqual([{ channel: 'email', rank: 3, tenantId: 't', jobs: 1 }]);
});

test('what found no room is told to a dispatcher', async () => {
  const { deps, seen } = world();
  await enqueueJobs(planOf([], true), deps);
  expect(seen).toMatchObject({ added: [], wakes: 1 });
});

test('a failure to give back is left to the reconciler', async () => {
  const { deps } = world(['a'], () => Promise.reject(new Error('away')));
  await expect(enqueueJobs(planOf(['a']), deps)).resolves.toBeUndefined();
});
