import { createTransport } from 'nodemailer';
import { Pool } from 'undici';
import { serveCalls } from '../processes/serve-calls.ts';

interface Send {
  readonly port: number;
  readonly count: number;
  readonly concurrency: number;
}

/** Does something so often, so much of it at once. */
const repeat = async (count: number, atOnce: number, act: (i: number) => Promise<unknown>) => {
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < count) await act(next++);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
};

const calls = {
  /** A nodemailer pool that keeps its connections. */
  mail: async ({ port, count, concurrency }: Send): Promise<void> => {
    const transport = createTransport({
      host: '127.0.0.1',
      port,
      pool: true,
      maxConnections: concurrency,
      maxMessages: Infinity,
      ignoreTLS: true,
    });
    await repeat(count, concurrency * 2, (i) =>
      transport.sendMail({
        from: 'carillon@example.com',
        to: `person${i}@example.com`,
        subject: 'Order shipped',
        text: 'Your order 42 has shipped.',
      }),
    );
    transport.close();
  },
  /** Undici's `request`. */
  post: async ({ port, count, concurrency }: Send): Promise<void> => {
    const pool = new Pool(`http://127.0.0.1:${port}`, { connections: concurrency });
    const body = JSON.stringify({
      type: 'notification',
      data: { body: 'Your order 42 has shipped.' },
    });
    const headers = { 'content-type': 'application/json' };
    await repeat(count, concurrency, async () => {
      const answer = await pool.request({ path: '/hook', method: 'POST', headers, body });
      await answer.body.dump();
    });
    await pool.close();
  },
};
export type SenderCalls = typeof calls;
serveCalls(calls);
