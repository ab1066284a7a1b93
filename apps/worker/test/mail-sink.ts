import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** How the sink takes a mail: the reply to MAIL FROM, or 250 and everything after it. */
export type Mood = 'accept' | 'unauthorized' | 'transient' | 'refuse';

const REPLY_TO_MAIL: Readonly<Record<Mood, string>> = {
  accept: '250 2.1.0 OK',
  unauthorized: '535 5.7.8 Authentication credentials invalid',
  transient: '451 4.3.0 Try again later',
  refuse: '501 5.5.4 Not like that',
};

/** A mail server of a few lines, whose mood a test decides. */
export interface MailSink {
  readonly host: string;
  readonly port: number;
  mood: Mood;
  /** From now on it takes one mail in so many ms. */
  slowDown(everyMs: number): void;
  /** When each mail was accepted, by the monotonic clock. */
  readonly acceptedAtMs: readonly number[];
  /** How often a mail was begun, accepted or not. */
  readonly begun: () => number;
  /** Connections that are open. */
  readonly connections: () => number;
  close(): Promise<void>;
}

export const openMailSink = async (): Promise<MailSink> => {
  const acceptedAtMs: number[] = [];
  const sockets = new Set<Socket>();
  const held: (() => void)[] = [];
  let pace: NodeJS.Timeout | undefined;
  let begun = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => {});
    let text = '';
    let inData = false;
    const reply = (line: string): void => void socket.write(`${line}\r\n`);
    const accept = (): void => {
      acceptedAtMs.push(performance.now());
      reply('250 2.0.0 queued');
    };
    const take = (line: string): void => {
      if (inData) {
        if (line !== '.') return;
        inData = false;
        if (pace === undefined) accept();
        else held.push(accept);
        return;
      }
      const verb = line.slice(0, 4).toUpperCase();
      if (verb === 'MAIL') begun += 1;
      if (verb === 'MAIL') return reply(REPLY_TO_MAIL[sink.mood]);
      if (verb !== 'DATA') return reply(verb === 'QUIT' ? '221 bye' : '250 OK');
      inData = true;
      return reply('354 go on');
    };
    reply('220 sink ESMTP');
    socket.setEncoding('latin1').on('data', (chunk: string) => {
      const lines = (text + chunk).split('\r\n');
      text = lines.pop() ?? '';
      for (const line of lines) take(line);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const sink: MailSink = {
    host: '127.0.0.1',
    port: (server.address() as AddressInfo).port,
    mood: 'accept',
    slowDown: (everyMs) => {
      pace = setInterval(() => held.shift()?.(), everyMs);
    },
    acceptedAtMs,
    begun: () => begun,
    connections: () => sockets.size,
    close: () =>
      new Promise((resolve) => {
        clearInterval(pace);
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
  return sink;
};
