import { connect } from 'node:net';

/**
 * Sends inline commands over one connection and returns all that came back until the last answer
 * (one line each), or null when nobody answers. Enough to see that a server is ready and to set its
 * password, without a client.
 */
export const askRedis = (port: number, commands: readonly string[]): Promise<string | null> =>
  new Promise((resolve) => {
    let answer = '';
    const socket = connect({ port, host: '127.0.0.1', timeout: 2_000, noDelay: true });
    const end = (result: string | null) => {
      socket.destroy();
      resolve(result);
    };
    socket.setEncoding('utf8');
    socket.on('connect', () => socket.write(commands.map((command) => `${command}\r\n`).join('')));
    socket.on('data', (chunk: string) => {
      answer += chunk;
      if (answer.split('\r\n').length > commands.length) end(answer);
    });
    socket.on('error', () => end(null));
    socket.on('timeout', () => end(null));
    socket.on('close', () => end(null));
  });
