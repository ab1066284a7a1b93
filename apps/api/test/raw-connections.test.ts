import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { eventually } from '@carillon/testing';
import { listen, type Listening } from '../src/listen.ts';
import { locally } from './locally.ts';
import { testApi } from './test-api.ts';

const api = testApi();

const open = (url: string): Socket => {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.on('error', () => {}); // what was sent after the answer may be met by a reset
  return socket;
};

/** Everything that is said until the connection is closed. */
const hear = async (socket: Socket): Promise<string> => {
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  if (!socket.closed) await once(socket, 'close');
  return Buffer.concat(chunks).toString();
};

const send = (socket: Socket, text: string): Promise<string> => {
  socket.write(text);
  return hear(socket);
};

/** The problem in an answer that says that the connection ends with it; else what came. */
const problemIn = (text: string): unknown => {
  const [head = '', body = ''] = text.split('\r\n\r\n');
  const isProblem = head.includes('content-type: application/problem+json');
  if (!isProblem || !head.includes('connection: close')) return text;
  const { status, code } = JSON.parse(body) as { status: number; code: string };
  return head.startsWith(`HTTP/1.1 ${status} `) ? [status, code] : text;
};

test('what is not HTTP is answered with a problem and closed', async () => {
  expect(problemIn(await send(open(api().url), 'HELO there\r\n\r\n'))).toEqual([
    400,
    'validation_failed',
  ]);
});

test('a head of more than 16 KiB is answered with 431 and closed', async () => {
  const head = `GET /health HTTP/1.1\r\nhost: a\r\nx-fill: ${'x'.repeat(20_000)}\r\n\r\n`;
  expect(problemIn(await send(open(api().url), head))).toEqual([431, 'payload_too_large']);
});

test('a chunk whose size is no number ends the request', async () => {
  const head =
    'POST /api/v1/notifications HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n' +
    `authorization: Bearer ${api().key}\r\ntransfer-encoding: chunked\r\n\r\nnonsense\r\n`;
  expect(problemIn(await send(open(api().url), head))).toEqual([400, 'validation_failed']);
});

describe('with little patience', () => {
  const patience = {
    requestTimeout: 300,
    headersTimeout: 200,
    keepAliveTimeout: 5_000,
    connectionsCheckingInterval: 50,
  };
  const turnedAway: string[] = [];
  let server: Listening;
  beforeAll(async () => {
    server = await listen(
      (req, res) => {
        req.resume();
        req.on('end', () => res.end('served'));
      },
      {
        ...locally,
        maxConnections: 3,
        patience,
        onTurnedAway: (reason) => turnedAway.push(reason),
      },
    );
  });
  afterAll(() => server.close());

  const url = (): string => `http://127.0.0.1:${server.port}`;

  test('a head that never ends is closed with 408, and others are served meanwhile', async () => {
    const slow = open(url());
    slow.write('GET / HTTP/1.1\r\nhost: a\r\n');
    expect(await (await fetch(url())).text()).toBe('served');
    expect(problemIn(await hear(slow))).toEqual([408, 'validation_failed']);
  });

  test('a body that never ends is closed with 408', async () => {
    const slow = send(open(url()), 'POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 9\r\n\r\n12');
    expect(problemIn(await slow)).toEqual([408, 'validation_failed']);
    expect(turnedAway).toContain('too_slow');
  });

  test('beyond the limit a connection is closed at once, and when there is room again served', async () => {
    const held = [open(url()), open(url()), open(url())];
    await Promise.all(held.map((socket) => once(socket, 'connect')));
    await eventually(async () => {
      expect(await hear(open(url()))).toBe('');
      expect(turnedAway).toContain('too_many_connections');
    });
    for (const socket of held) socket.destroy();
    await eventually(async () => (await fetch(url())).ok);
  });
});
