import { createServer } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { serveCalls } from '../processes/serve-calls.ts';

const times: number[] = [];
let wanted = 0;
let enough = Promise.withResolvers<void>();
const arrived = (): void => {
  times.push(performance.now());
  if (times.length === wanted) enough.resolve();
};

const web = createServer((request, response) => {
  request.resume().on('end', () => {
    arrived();
    response.end('ok');
  });
}).listen(0, '127.0.0.1');
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  disableReverseLookup: true,
  onData: (stream, _session, done) => {
    stream.resume().on('end', () => {
      arrived();
      done();
    });
  },
});
smtp.listen(0, '127.0.0.1');

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

const calls = {
  ports: (): { web: number; smtp: number } => ({ web: portOf(web), smtp: portOf(smtp.server) }),
  /** Begins to count. */
  expect: ({ count }: { count: number }): void => {
    times.length = 0;
    wanted = count;
    enough = Promise.withResolvers<void>();
  },
  /** Resolves to messages a second, from the first to the last of those expected. */
  rate: async (): Promise<number> => {
    await enough.promise;
    const seconds = ((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1_000;
    return (times.length - 1) / seconds;
  },
};
export type SinkCalls = typeof calls;
serveCalls(calls);
