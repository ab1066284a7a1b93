import { PassThrough } from 'node:stream';
import { holdOpen } from './hold-open.ts';

test('ends when the client goes away', async () => {
  const socket = new PassThrough();
  const held = holdOpen(socket);
  socket.destroy();
  await expect(held).resolves.toBeUndefined();
});

test('cuts the connection when the client never gives up', async () => {
  const socket = new PassThrough();
  await holdOpen(socket, 5);
  expect(socket.destroyed).toBe(true);
});

test('does not wait for a client that has gone already', async () => {
  const socket = new PassThrough();
  socket.destroy();
  await expect(holdOpen(socket)).resolves.toBeUndefined();
});
