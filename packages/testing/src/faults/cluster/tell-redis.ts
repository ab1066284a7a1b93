import { connect } from 'node:net';
import { text } from 'node:stream/consumers';

/**
 * Sends commands to a Redis, one line each, and resolves to what it said to them.
 * @throws Error when it refuses one of them.
 */
export const tellRedis = async (redisUrl: string, ...commands: string[]): Promise<string> => {
  const { hostname, port, password } = new URL(redisUrl);
  const login = password === '' ? [] : [`AUTH ${password}`];
  const socket = connect({ host: hostname, port: Number(port) });
  socket.write([...login, ...commands, 'QUIT', ''].join('\r\n'));
  const said = await text(socket);
  const refusal = said.split('\r\n').find((line) => line.startsWith('-'));
  if (refusal !== undefined) throw new Error(`Redis said ${refusal}`);
  return said;
};
