import { openCarillon } from '../installation/open-carillon.ts';
import { startProgram } from '../processes/start-program.ts';
import type { SenderCalls } from '../programs/bare-senders.ts';
import type { LoadCalls } from '../programs/load.ts';
import type { SinkCalls } from '../programs/sinks.ts';
import { atLeast, type Benchmark } from './benchmark.ts';
import { batchBody, EMAIL, type Target } from './bodies.ts';

const BATCH = 1_000;

interface Side {
  readonly name: 'smtp' | 'webhook';
  readonly goal: number;
  readonly count: number;
  readonly concurrency: number;
}

const providerBenchmark = ({ name, goal, count, concurrency }: Side): Benchmark => ({
  rows: [{ name, unit: 'messages/s', goal: atLeast(goal) }],
  open: async (stage, closers) => {
    const sink = startProgram<SinkCalls>(closers, 'sinks');
    const ports = await sink.call('ports', undefined as never);
    const port = name === 'smtp' ? ports.smtp : ports.web;
    const origin = `http://127.0.0.1:${port}`;
    const webhook: Target = { channel: 'webhook', to: () => ({ webhookUrl: `${origin}/hook` }) };
    const settings = {
      host: '127.0.0.1',
      port,
      from: 'carillon@example.com',
      maxConnections: concurrency,
    };
    const carillon = await openCarillon(stage, closers, {
      accounts: name === 'smtp' ? [{ provider: 'smtp', channels: ['email'], settings }] : [],
      egressAllow: `${origin},127.0.0.1:${port}`,
    });
    const load = startProgram<LoadCalls>(closers, 'load');
    const bare = startProgram<SenderCalls>(closers, 'bare-senders');
    const body = batchBody(name === 'smtp' ? EMAIL : webhook, BATCH);
    return {
      ours: async () => {
        await sink.call('expect', { count });
        await load.call('run', {
          origin: carillon.apiUrl,
          path: '/api/v1/notifications/batch',
          key: carillon.apiKey,
          bodies: [body],
          count: count / BATCH,
          connections: 2,
        });
        const rate = await sink.call('rate', undefined as never);
        await carillon.drained();
        return [rate];
      },
      baseline: async () => {
        await sink.call('expect', { count });
        await bare.call(name === 'smtp' ? 'mail' : 'post', { port, count, concurrency });
        return [await sink.call('rate', undefined as never)];
      },
    };
  },
});

/** E-mails through a worker to a local sink, against a bare nodemailer pool. */
export const smtp = providerBenchmark({ name: 'smtp', goal: 0.9, count: 5_000, concurrency: 5 });

/** Webhooks through a worker to a local sink, against bare undici. */
export const webhook = providerBenchmark({
  name: 'webhook',
  goal: 0.8,
  count: 20_000,
  concurrency: 50,
});
