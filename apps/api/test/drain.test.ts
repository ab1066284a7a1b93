import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { listen } from '../src/listen.ts';
import { locally } from './locally.ts';

test('a client that never pauses on its kept connections does not hold up the stop', async () => {
  const server = await listen((_request, response) => void response.end('ok'), locally);
  const agent = new Agent({ keepAlive: true });
  let answered = 0;
  const ask = (): Promise<void> =>
    new Promise((resolve, reject) => {
      request({ host: '127.0.0.1', port: server.port, agent }, (response) => {
        response.resume().on('end', () => {
          answered += 1;
          resolve();
        });
      })
        .on('error', reject)
        .end();
    });
  const clients = Array.from({ length: 5 }, async () => {
    for (;;) await ask();
  });
  await ask();
  await server.close();
  const ends = await Promise.allSettled(clients);
  expect(ends.every((end) => end.status === 'rejected')).toBe(true);
  expect(answered).toBeGreaterThan(0);
  agent.destroy();
});

test('a connection on which nothing was ever asked does not hold up the stop', async () => {
  const server = await listen((_request, response) => void response.end('ok'), locally);
  const socket = connect(server.port, '127.0.0.1');
  await once(socket, 'connect');
  const closed = once(socket, 'close');
  await fetch(`http://127.0.0.1:${server.port}`);
  await server.close();
  await closed;
  expect(socket.bytesRead).toBe(0);
});
