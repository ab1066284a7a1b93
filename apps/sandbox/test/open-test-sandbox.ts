import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLogger } from '@carillon/runtime';
import { createTransport } from 'nodemailer';
import { request } from 'undici';
import type { Behaviour } from '../src/behaviours/behaviour.ts';
import { startSandbox } from '../src/start-sandbox.ts';

type Listed = Record<string, unknown>;
type Client = NonNullable<Parameters<typeof createTransport>[0]>;

/** A sandbox on free ports with a folder of its own, and what tests ask of it. */
export const openTestSandbox = async () => {
  const home = await mkdtemp(join(tmpdir(), 'carillon-sandbox-'));
  const config = { LOG_LEVEL: 'error', LOG_FORMAT: 'json', HOST: '127.0.0.1' } as const;
  const ports = { SANDBOX_PORT: 0, SMTP_PORT: 0 };
  const sandbox = await startSandbox({
    config: { ...config, ...ports, CARILLON_HOME: home, API_URL: undefined },
    now: () => new Date('2026-05-01T10:00:00Z'),
    log: silentLogger,
  });
  const origin = `http://127.0.0.1:${sandbox.sandboxPort}`;

  const list = async (path: string): Promise<Listed[]> => {
    const { body } = await request(origin + path);
    return ((await body.json()) as { data: Listed[] }).data;
  };

  return {
    origin,
    home,
    smtpPort: sandbox.smtpPort,
    list,
    /** The only item of a list. */
    one: async (path: string): Promise<Listed> => {
      const items = await list(path);
      expect(items).toHaveLength(1);
      return items[0] ?? {};
    },
    behave: async (...rules: Behaviour[]) => {
      const { statusCode } = await request(`${origin}/api/behaviours`, {
        method: 'PUT',
        body: JSON.stringify(rules),
      });
      expect(statusCode).toBe(200);
    },
    ledger: async (): Promise<Listed[]> => {
      const text = await readFile(join(home, 'sandbox', 'ledger.jsonl'), 'utf8');
      return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Listed]));
    },
    /** A nodemailer client of the mail server. */
    mailer: (options: object = {}) =>
      createTransport({ host: '127.0.0.1', port: sandbox.smtpPort, ...options } as Client),
    close: async () => {
      await sandbox.close();
      await rm(home, { recursive: true });
    },
  };
};

export type TestSandbox = Awaited<ReturnType<typeof openTestSandbox>>;

/** What our providers put into every message, as headers. */
export const idHeaders = (n: string) => ({
  'X-Carillon-Notification': `notification-${n}`,
  'X-Carillon-Delivery': `delivery-${n}`,
  'X-Carillon-Attempt': `attempt-${n}`,
});
