import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { StandaloneFile } from '../src/home/standalone-file.ts';
import { launchStandalone, type Launched } from './launch.ts';

/** Tests look into whatever came. */
// oxlint-disable-next-line typescript/no-explicit-any
export type Body = any;

interface Answer {
  readonly status: number;
  readonly body: Body;
}

/** The standalone that runs while a file's tests do. */
export interface TestStandalone {
  readonly home: string;
  /** What it says of itself: there once a hook or a test runs. */
  readonly file: StandaloneFile;
  readonly output: () => string;
  /** Asks the API with the key of the installation: the answer, whatever it is. */
  readonly ask: (method: string, url: string, body?: unknown) => Promise<Answer>;
  /** The same for what has to succeed: the body. */
  readonly call: (method: string, url: string, body?: unknown) => Promise<Body>;
  readonly sandbox: (method: string, url: string, body?: unknown) => Promise<Body>;
}

/** A start and a stop of all processes, on a machine that may be busy. */
const SLOW_MS = 90_000;

const requestOf = (method: string, body: unknown, headers: Record<string, string> = {}) => ({
  method,
  headers: { ...headers, 'content-type': 'application/json' },
  ...(body === undefined ? {} : { body: JSON.stringify(body) }),
});
const readAnswer = async (response: Response): Promise<Answer> => {
  const text = await response.text();
  return { status: response.status, body: text === '' ? null : JSON.parse(text) };
};

/** Starts one before the tests of the file that calls this, and takes it away after them. */
export const useStandalone = (env: Readonly<Record<string, string>> = {}): TestStandalone => {
  const dir = mkdtempSync(path.join(tmpdir(), 'carillon-standalone-'));
  chmodSync(dir, 0o755); // as root, PostgreSQL runs under another account
  const home = path.join(dir, 'home');

  let launched: Launched;
  beforeAll(async () => {
    launched = await launchStandalone({ home, env });
  }, SLOW_MS);
  afterAll(async () => {
    launched?.kill('SIGTERM');
    await launched?.ended();
    rmSync(dir, { recursive: true, force: true });
  }, SLOW_MS);

  const ask = async (method: string, url: string, body?: unknown) => {
    const { apiUrl, apiKey } = launched.file;
    const request = requestOf(method, body, { authorization: `Bearer ${apiKey}` });
    return readAnswer(await fetch(`${apiUrl}/api/v1${url}`, request));
  };
  return {
    home,
    get file() {
      return launched.file;
    },
    output: () => launched.output(),
    ask,
    call: async (method, url, body) => {
      const answer = await ask(method, url, body);
      if (answer.status >= 300) throw new Error(`${method} ${url}: ${JSON.stringify(answer)}`);
      return answer.body;
    },
    sandbox: async (method, url, body) => {
      const response = await fetch(launched.file.sandboxUrl + url, requestOf(method, body));
      return (await readAnswer(response)).body;
    },
  };
};
