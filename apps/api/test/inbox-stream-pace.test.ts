import { once } from 'node:events';
import { connect } from 'node:net';
import { type Database, DEFAULT_TENANT_ID } from '@carillon/repositories';
import { eventually } from '@carillon/testing';
import { openStream, type TestStream } from './open-stream.ts';
import { type StartedStreams, startStreams } from './start-streams.ts';

let started: StartedStreams;
afterEach(() => started.stop());

/** A stream that has begun, so that what follows is told and not found. */
const open = async (subscriberId: string): Promise<TestStream> => {
  await started.addSubscriber(subscriberId);
  const stream = await openStream(`${started.url}/${subscriberId}`, { key: 'any' });
  await eventually(() => stream.comments() > 0);
  return stream;
};

test('a hint from Redis brings what has changed', async () => {
  started = await startStreams();
  const stream = await open('ada');
  await started.addItems('ada', 2);
  started.redis.onHints(['hint of ada', 'hint of nobody']);
  await eventually(() => stream.counts()?.['total'] === 2);
  expect(stream.items()).toHaveLength(2);
});

test('a hint that was lost is made up for by the next check', async () => {
  started = await startStreams({ checkMs: 20 });
  const stream = await open('ada');
  await started.addItems('ada', 2);
  await eventually(() => stream.counts()?.['total'] === 2);
  expect(stream.items()).toHaveLength(2);
});

test('what was missed while Redis was away is read when it is back', async () => {
  started = await startStreams();
  const stream = await open('ada');
  await started.addItems('ada', 2);
  started.redis.onGap();
  await eventually(() => stream.counts()?.['total'] === 2);
  expect(stream.items()).toHaveLength(2);
});

test('without Redis this process still tells its own streams', async () => {
  started = await startStreams();
  const stream = await open('ada');
  await started.addItems('ada', 1);
  started.isRedisUp = false;
  started.streams.changed({ tenantId: DEFAULT_TENANT_ID, subscriberId: 'ada' });
  await eventually(() => stream.counts()?.['total'] === 1);
  expect(stream.items()).toHaveLength(1);
});

test('a comment comes at every beat', async () => {
  started = await startStreams({ heartbeatMs: 20 });
  const stream = await open('ada');
  await eventually(() => stream.comments() >= 4);
  expect(stream.events).toEqual([]);
});

test('a stream ends with its token', async () => {
  started = await startStreams({ checkMs: 20 });
  started.right = { apiKeyId: null, expiresAtMs: Date.now() + 50 };
  const stream = await open('ada');
  await stream.ended;
  expect(stream.retryMs()).toBe(200);
});

test('a stream ends with its API key', async () => {
  started = await startStreams({ checkMs: 20 });
  started.right = {
    apiKeyId: '01990000-0000-7000-8000-00000000aaaa',
    expiresAtMs: Number.POSITIVE_INFINITY,
  };
  const stream = await open('ada');
  await stream.ended;
  expect(stream.retryMs()).toBe(200);
});

test('a stream ends when its subscriber is gone', async () => {
  started = await startStreams({ checkMs: 20 });
  const stream = await open('ada');
  await started.database.pool.query("DELETE FROM subscriber WHERE id = 'ada'");
  await stream.ended;
  expect(stream.retryMs()).toBe(200);
});

test('who has gone before his stream began is not kept', async () => {
  started = await startStreams();
  started.beforeBegin = async (res) => void (await once(res, 'close'));
  await started.addSubscriber('ada');
  const { port, hostname } = new URL(started.url);
  const socket = connect(Number(port), hostname);
  socket.write(`GET /ada HTTP/1.1\r\nhost: ${hostname}\r\n\r\n`);
  socket.end();
  await eventually(() => started.responses.length === 1);
  expect(await started.held()).toBe(0);
  socket.destroy();
});

test('streams go on when PostgreSQL is back', async () => {
  let failures = 0;
  const failing = (database: Database): Database => {
    const query = async (statement: { name?: string }) => {
      if (statement.name !== 'inbox-changes' || failures === 0) {
        return database.pool.query(statement as never);
      }
      failures -= 1;
      throw new Error('away');
    };
    return { ...database, pool: { query } as never };
  };
  started = await startStreams({}, failing);
  const stream = await open('ada');
  await started.addItems('ada', 1);
  failures = 1;
  started.redis.onHints(['hint of ada']);
  await eventually(() => stream.counts()?.['total'] === 1);
  expect(stream.items()).toHaveLength(1);
});

describe('a client that does not read', () => {
  const openSilent = async () => {
    const { port, hostname } = new URL(started.url);
    const socket = connect(Number(port), hostname).on('error', () => {});
    await once(socket, 'connect');
    socket.pause();
    const begun = started.responses.length;
    socket.write(`GET /ada HTTP/1.1\r\nhost: ${hostname}\r\n\r\n`);
    const response = await eventually(() => {
      const found = started.responses[begun];
      if (found === undefined) throw new Error('not begun');
      return found;
    });
    return { socket, response };
  };
  const LENGTH = 100_000;
  const ITEMS = 200;

  test('costs a bounded buffer however much there is, and holds up nobody', async () => {
    started = await startStreams();
    const reading = await open('ada');
    const { socket, response } = await openSilent();
    let most = 0;
    for (let i = 0; i < ITEMS; i += 1) {
      await started.addItems('ada', 1, LENGTH);
      started.redis.onHints(['hint of ada']);
      await eventually(() => reading.counts()?.['total'] === i + 1);
      most = Math.max(most, response.writableLength);
    }
    expect(response.writableNeedDrain).toBe(true);
    // What it was told goes into the system's buffers, then into one part; 20 MB were sent.
    expect(most).toBeLessThan(4 * LENGTH);
    reading.close();
    socket.destroy();
  });

  test('gets all that it missed when it reads again', async () => {
    started = await startStreams();
    await started.addSubscriber('ada');
    const { socket, response } = await openSilent();
    await started.addItems('ada', ITEMS, LENGTH);
    started.redis.onHints(['hint of ada']);
    await eventually(() => response.writableNeedDrain);
    let text = '';
    socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
    socket.resume();
    await eventually(() => text.includes(`"total":${ITEMS},"version":${ITEMS}}`));
    expect(text.match(/"id":"/g)).toHaveLength(ITEMS);
    socket.destroy();
  });

  test('is closed when it has not read for too long', async () => {
    started = await startStreams({ heartbeatMs: 20, patienceMs: 50 });
    await started.addSubscriber('ada');
    const { socket, response } = await openSilent();
    const closed = once(response, 'close');
    await started.addItems('ada', ITEMS, LENGTH);
    started.redis.onHints(['hint of ada']);
    await closed;
    expect(response.writableFinished).toBe(false);
    socket.destroy();
  });
});
