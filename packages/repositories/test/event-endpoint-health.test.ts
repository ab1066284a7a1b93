import { updateEventEndpoint } from '../src/index.ts';
import { FAILED, stageEvents, type EventStage } from './endpoint-stage.ts';
import { testDatabase } from './test-database.ts';

const database = testDatabase();

const fail = async (events: EventStage, more = {}) => {
  await events.rest();
  await events.happen();
  const [claimed] = await events.claim();
  if (claimed === undefined) throw new Error('nothing was claimed');
  const { news } = await events.record(claimed, { ...FAILED, status: 'failed', ...more });
  return news.map(({ warned, disabled }) => ({ warned, disabled }));
};
const succeed = (events: EventStage) => fail(events, { status: 'delivered', outcome: 'accepted' });

const disabledEvents = async ({ key }: EventStage) =>
  (
    await database().pool.query(
      `SELECT type, data FROM event WHERE type = 'event_endpoint.disabled' AND subject = $1`,
      [key.id],
    )
  ).rows;

test('four days of failures warn once, five disable, and an event tells of it', async () => {
  const events = await stageEvents(database());
  expect(await fail(events)).toEqual([]);
  await events.age(40);
  expect(await fail(events)).toEqual([]);
  await events.age(40);
  expect(await fail(events)).toEqual([]);
  await events.age(17);
  expect(await fail(events)).toEqual([{ warned: true, disabled: null }]);
  expect(await fail(events)).toEqual([]);
  await events.age(24);
  expect(await fail(events)).toEqual([{ warned: false, disabled: 'failing' }]);
  expect(await events.state()).toMatchObject({ disabled_reason: 'failing' });
  expect(await disabledEvents(events)).toEqual([
    {
      type: 'event_endpoint.disabled',
      data: { endpointId: events.key.id, reason: 'failing' },
    },
  ]);
});

test('one success and all failures before it are forgotten', async () => {
  const events = await stageEvents(database());
  await fail(events);
  await events.age(40);
  await fail(events);
  await succeed(events);
  expect(await events.state()).toMatchObject({ failing_since: null, warned_at: null });
  await events.age(81);
  expect(await fail(events)).toEqual([]);
});

test('two failures with days of silence between them are not five days of failures', async () => {
  const events = await stageEvents(database());
  await fail(events);
  await events.age(6 * 24);
  expect(await fail(events)).toEqual([]);
  expect(await events.state()).toMatchObject({ disabled_at: null });
});

test('row 27: an endpoint that is gone is disabled at once, and gets a new start when enabled', async () => {
  const events = await stageEvents(database());
  const gone = { outcome: 'permanent_recipient', code: 'http_410', isGone: true };
  expect(await fail(events, gone)).toEqual([{ warned: false, disabled: 'gone' }]);
  expect(await disabledEvents(events)).toHaveLength(1);
  await updateEventEndpoint(database(), events.key, { disabled: false });
  expect(await events.state()).toMatchObject({ disabled_at: null, failing_since: null });
});
