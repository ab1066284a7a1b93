import { once } from 'node:events';
import { connect } from 'node:net';

/** Everything that is said to a Redis, by whoever. */
export interface RedisMonitor {
  said(): string;
  close(): void;
}

/** Listens to every command that a Redis runs, those of scripts too, with all that they carry. */
export const monitorRedis = async (redisUrl: string): Promise<RedisMonitor> => {
  const { hostname, port, password } = new URL(redisUrl);
  const socket = connect({ host: hostname, port: Number(port) });
  await once(socket, 'connect');
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  if (password !== '') socket.write(`AUTH ${password}\r\n`);
  socket.write('MONITOR\r\n');
  await once(socket, 'data');
  return {
    said: () => Buffer.concat(chunks).toString('latin1'),
    close: () => void socket.destroy(),
  };
};
