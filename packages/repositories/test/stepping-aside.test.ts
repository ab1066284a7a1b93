import { randomUUID } from 'node:crypto';
import {
  continueErasure,
  countRedrivable,
  DEFAULT_TENANT_ID,
  openRedrive,
  stepRedrive,
} from '../src/index.ts';
import { bury, withCode } from './dead-stage.ts';
import { testDatabase } from './test-database.ts';

const database = testDatabase();
const tenantId = DEFAULT_TENANT_ID;
const query = (text: string, values: unknown[] = []) => database().pool.query(text, values);

beforeAll(async () => {
  await query(`
    CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'this is broken'; END $$;
    CREATE TRIGGER broken BEFORE DELETE ON erasure FOR EACH ROW
      WHEN (OLD.subscriber_id = 'broken') EXECUTE FUNCTION refuse();
    CREATE TRIGGER broken BEFORE INSERT ON redrive FOR EACH ROW
      WHEN (NEW.code = 'broken') EXECUTE FUNCTION refuse();`);
});

test('an erasure whose step fails lets those behind it go on, and is tried again later', async () => {
  await query(
    `INSERT INTO erasure (tenant_id, subscriber_id, addresses, turn_at)
     VALUES ($1, 'broken', '{}', now() - interval '1 hour'), ($1, 'fine', '{}', now())`,
    [tenantId],
  );
  await expect(continueErasure(database())).rejects.toThrow('this is broken');
  expect(await continueErasure(database())).toBe(0);
  expect(await continueErasure(database())).toBeNull();
  const { rows } = await query('SELECT subscriber_id, turn_at > now() AS later FROM erasure');
  expect(rows).toEqual([{ subscriber_id: 'broken', later: true }]);
});

test('a redrive whose step fails lets those behind it go on', async () => {
  const begin = async (code: string): Promise<string> => {
    await bury(database(), { count: 2, code });
    const filter = withCode(code);
    const found = await countRedrivable(database(), { tenantId, filter, untilMs: Infinity });
    if (found === null) throw new Error('they were not counted');
    const id = randomUUID();
    const how = { ratePerSecond: 5_000, canary: null };
    await openRedrive(database(), { ...found, ...how, tenantId, id, filter });
    await query(`UPDATE redrive_run SET paid_until = now() - interval '2 s' WHERE id = $1`, [id]);
    return id;
  };
  await begin('broken');
  const fine = await begin('fine');
  await expect(stepRedrive(database())).rejects.toThrow('this is broken');
  const taken = await stepRedrive(database());
  expect(taken).toMatchObject({ runId: fine });
  expect(taken?.deliveryIds).toHaveLength(2);
});
