import { connect } from 'node:net';

const ANSWER_MS = 5_000;
/** Both Redis and its Sentinels say this last, to the PING that follows the commands. */
const END = '+PONG\r\n';

/**
 * Sends commands to a Redis or a Sentinel, one line each, and resolves to what it said to them.
 * @throws Error when it refuses one of them, or does not answer within 5 s.
 */
export const tellRedis = async (redisUrl: string, ...commands: string[]): Promise<string> => {
  const { hostname, port, password } = new URL(redisUrl);
  const login = password === '' ? [] : [`AUTH ${password}`];
  const socket = connect({ host: hostname, port: Number(port) });
  socket.setTimeout(ANSWER_MS, () => socket.destroy(new Error('Redis did not answer')));
  socket.write([...login, ...commands, 'PING', ''].join('\r\n'));
  let said = '';
  for await (const chunk of socket) {
    said += String(chunk);
    if (said.endsWith(END)) break;
  }
  const refusal = said.split('\r\n').find((line) => line.startsWith('-'));
  if (refusal !== undefined) throw new Error(`Redis said ${refusal}`);
  if (!said.endsWith(END)) throw new Error('Redis ended the connection');
  return said;
};
