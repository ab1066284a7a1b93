import type { Producer } from '@carillon/queue';
import type { Database } from '@carillon/repositories';
import { dispatchEventsChore } from './dispatch-events.ts';

test('an error at one endpoint leaves the others their turn, and is told', async () => {
  const due = ['a', 'b', 'c', 'd', 'e'].map((endpointId) => ({
    tenantId: 't',
    endpointId,
    isEnabled: true,
  }));
  const query = async ({ name, values = [] }: { name: string; values?: unknown[] }) => {
    if (name === 'due-endpoints') return { rows: due };
    if (values[1] === 'a') throw new Error('locked');
    return { rows: [{ id: `event of ${String(values[1])}` }] };
  };
  const served: string[] = [];
  const add = async ({ endpointId }: { endpointId: string }) => served.push(endpointId) > 0;
  const chore = dispatchEventsChore({
    database: { pool: { query } } as unknown as Database,
    producer: { isUp: () => true, events: { add } } as unknown as Producer,
  });
  await expect(chore.pass()).rejects.toMatchObject({ errors: [{ message: 'locked' }] });
  expect(served.toSorted()).toEqual(['b', 'c', 'd', 'e']);
});
