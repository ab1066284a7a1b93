import { PassThrough } from 'node:stream';
import { drip } from './drip.ts';

test('sends a status line and then a header that never ends, byte by byte', async () => {
  const socket = new PassThrough();
  const chunks: string[] = [];
  const { promise: enough, resolve } = Promise.withResolvers<void>();
  socket.on('data', (chunk: Buffer) => {
    chunks.push(chunk.toString());
    if (chunks.length === 40) resolve();
  });
  const dripped = drip(socket, 1);
  await enough;
  socket.destroy();
  await dripped;
  expect(chunks.every((chunk) => chunk.length === 1)).toBe(true);
  expect(chunks.join('')).toMatch(/^HTTP\/1\.1 200 OK\r\nX-Drip: \.{15}/);
});
