import { listSealedEndpoints, resealEndpoint, rotateEventSecret } from '../src/index.ts';
import { stageEvents, type EventStage } from './endpoint-stage.ts';
import { testDatabase } from './test-database.ts';

const database = testDatabase();

const written = async ({ key: { id } }: EventStage) => {
  const { rows } = await database().pool.query(
    'SELECT action, after FROM audit_entry WHERE entity_id = $1 ORDER BY id OFFSET 1',
    [id],
  );
  return rows;
};

test('a new secret of an endpoint is written down, and not what it is', async () => {
  const stage = await stageEvents(database());
  await rotateEventSecret(database(), { ...stage.key, secret: 'sealed anew' });
  const [entry, ...others] = await written(stage);
  expect(entry).toMatchObject({
    action: 'event_endpoint_secret_rotated',
    after: { secrets_changed: true },
  });
  expect(others).toEqual([]);
});

test('a secret that is sealed with another key is no new secret, and is written down as what it is', async () => {
  const stage = await stageEvents(database());
  const all = await listSealedEndpoints(database(), { after: null, limit: 100 });
  const read = all.find(({ id }) => id === stage.key.id);
  if (read === undefined) throw new Error('the endpoint was not listed');
  const anew = { secret: 'by another key', previousSecret: null };
  expect(await resealEndpoint(database(), read, anew)).toBe(true);
  expect(await written(stage)).toEqual([{ action: 'event_endpoint_resealed', after: null }]);
});
