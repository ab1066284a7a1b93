import type { Database } from '@carillon/repositories';
import { rescueEventsChore } from './rescue-events.ts';

test("after an outage of PostgreSQL the workers' own results come before any rescue", async () => {
  let isAway = false;
  const asked: string[] = [];
  const query = async (text: string) => {
    if (isAway) throw new Error('away');
    asked.push(text);
    return { rows: [{ n: 1 }], rowCount: 1 };
  };
  const chore = rescueEventsChore({ pool: { query } } as unknown as Database);
  const rescues = () => asked.filter((text) => text.includes('UPDATE event_delivery'));
  await chore.pass();
  expect(rescues()).toHaveLength(1);
  isAway = true;
  await expect(chore.pass()).rejects.toThrow('away');
  isAway = false;
  await chore.pass();
  expect(rescues()).toHaveLength(1);
});
