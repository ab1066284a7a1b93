import { startProgram } from '../processes/start-program.ts';
import type { SenderCalls } from '../programs/bare-senders.ts';
import type { CarillonSenderCalls } from '../programs/carillon-senders.ts';
import type { SinkCalls } from '../programs/sinks.ts';
import { atLeast, type Benchmark } from './benchmark.ts';

interface Side {
  readonly name: 'smtp' | 'webhook';
  readonly goal: number;
  readonly count: number;
  /** Connections. */
  readonly concurrency: number;
}

/**
 * An adapter against its bare library, to the same sink over as many connections. The adapter alone:
 * a whole installation also runs PostgreSQL, Redis and an api on these cores, which `end-to-end` shows.
 */
const providerBenchmark = ({ name, goal, count, concurrency }: Side): Benchmark => ({
  rows: [{ name, unit: 'messages/s', goal: atLeast(goal) }],
  items: count,
  open: async (_stage, closers) => {
    const sink = startProgram<SinkCalls>(closers, 'sinks');
    const ports = await sink.call('ports', undefined as never);
    const ours = startProgram<CarillonSenderCalls>(closers, 'carillon-senders');
    const bare = startProgram<SenderCalls>(closers, 'bare-senders');
    const isSmtp = name === 'smtp';
    const port = isSmtp ? ports.smtp : ports.web;
    const origin = `http://127.0.0.1:${port}`;
    const from = 'carillon@example.com';
    const settings = { host: '127.0.0.1', port, from, maxConnections: concurrency };
    return {
      ours: async () => {
        await sink.call('expect', { count });
        await ours.call('send', {
          provider: name,
          settings: isSmtp ? settings : {},
          address: isSmtp ? 'ada@example.com' : `${origin}/hook`,
          allow: [origin, `127.0.0.1:${port}`],
          count,
          concurrency: isSmtp ? concurrency * 2 : concurrency,
        });
        return [await sink.call('rate', undefined as never)];
      },
      baseline: async () => {
        await sink.call('expect', { count });
        await bare.call(isSmtp ? 'mail' : 'post', { port, count, concurrency });
        return [await sink.call('rate', undefined as never)];
      },
    };
  },
});

/** E-mails to a local sink, against a bare nodemailer pool. */
export const smtp = providerBenchmark({ name: 'smtp', goal: 0.9, count: 5_000, concurrency: 5 });

/** Webhooks to a local sink, against bare undici. */
export const webhook = providerBenchmark({
  name: 'webhook',
  goal: 0.8,
  count: 20_000,
  concurrency: 50,
});
