import fc from 'fast-check';
import { Pool } from 'undici';
import { createCheckAnswer, type FuzzAnswer } from './check-answer.ts';
import { collectionOf, createKnownNames } from './known-names.ts';
import { type OpenApi, operationsOf } from './operation.ts';
import { exampleOf } from './example-of.ts';
import { type FuzzRequest, requestOf } from './request-of.ts';

export interface FuzzOptions {
  /** The origin of a running api. */
  readonly url: string;
  /** One with every scope, and a rate limit that does not get in the way. */
  readonly apiKey: string;
  readonly requests: number;
  readonly seed: number;
  /** Told of every so many requests. */
  readonly onProgress?: (done: number) => Promise<void> | void;
}

/** An answer that broke a promise, with what it answered. */
export interface Finding {
  readonly why: string;
  readonly request: string;
  readonly answer: string;
}

export interface Fuzzed {
  readonly byStatus: Readonly<Record<string, number>>;
  /** Operations that answered 2xx at least once, of how many. */
  readonly reached: number;
  readonly operations: number;
  readonly findings: readonly Finding[];
}

const BASE_PATH = '/api/v1';
const AT_ONCE = 16;
const PAGE = 500;
const MOST_FINDINGS = 20;
/** A stream has no end; its head is enough. */
const MOST_BYTES = 4 * 1_024 * 1_024;
const PATIENCE_MS = 30_000;

const shown = ({ method, path, headers, body }: FuzzRequest): string =>
  `${method} ${path} ${JSON.stringify(headers)} ${body?.toString('utf8').slice(0, 1_000) ?? ''}`;

const ownKeyIds = async (pool: Pool, authorization: string): Promise<ReadonlySet<string>> => {
  const path = `${BASE_PATH}/api-keys?limit=100`;
  const { body } = await pool.request({ method: 'GET', path, headers: { authorization } });
  const { data = [] } = (await body.json()) as { data?: { id: string }[] };
  return new Set(data.map(({ id }) => id));
};

const read = async (body: AsyncIterable<Buffer>, isStream: boolean): Promise<string> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  if (isStream) return '';
  for await (const chunk of body) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > MOST_BYTES) break;
  }
  return Buffer.concat(chunks).toString('utf8');
};

/**
 * Asks an api for everything in its own OpenAPI document, rightly and wrongly, and checks each answer.
 * The requests follow from the seed, but for the ids of what earlier answers told of.
 */
export const fuzz = async (options: FuzzOptions): Promise<Fuzzed> => {
  const { url, apiKey, requests, seed, onProgress } = options;
  const pool = new Pool(url, {
    connections: AT_ONCE,
    bodyTimeout: PATIENCE_MS,
    headersTimeout: PATIENCE_MS,
  });
  const authorization = `Bearer ${apiKey}`;
  const { body } = await pool.request({ method: 'GET', path: '/openapi.json' });
  const document = (await body.json()) as OpenApi;
  const operations = operationsOf(document);
  const known = createKnownNames(await ownKeyIds(pool, authorization));
  const check = createCheckAnswer(document);
  const arbitrary = fc.oneof(
    ...operations.map((operation) =>
      requestOf(operation, {
        schemas: document.components.schemas,
        known: () => known.list(collectionOf(operation.path)),
      }),
    ),
  );
  const byStatus: Record<string, number> = {};
  const reached = new Set<FuzzRequest['operation']>();
  const findings: Finding[] = [];

  const send = async (request: FuzzRequest): Promise<FuzzAnswer> => {
    const { method, path, headers, body: sent } = request;
    const asked = { method: method as 'GET', path: BASE_PATH + path, body: sent };
    const reply = await pool.request({ ...asked, headers: { ...headers, authorization } });
    const type = String(reply.headers['content-type'] ?? '');
    const isStream = type.startsWith('text/event-stream');
    const text = await read(reply.body, isStream);
    if (isStream) reply.body.on('error', () => {}).destroy();
    return { status: reply.statusCode, type, text };
  };

  const ask = async (request: FuzzRequest): Promise<void> => {
    const answer = await send(request).catch((error: unknown): FuzzAnswer => ({
      status: 599,
      type: '',
      text: String(error),
    }));
    byStatus[answer.status] = (byStatus[answer.status] ?? 0) + 1;
    if (answer.status < 300) {
      reached.add(request.operation);
      if (answer.text.startsWith('{')) {
        known.hear(collectionOf(request.operation.path), JSON.parse(answer.text));
      }
    }
    const why = check(request, answer);
    if (why === null || findings.length >= MOST_FINDINGS) return;
    findings.push({ why, request: shown(request), answer: answer.text.slice(0, 600) });
  };

  try {
    for (const operation of operations) await ask(exampleOf(operation));
    for (let done = 0; done < requests; done += PAGE) {
      const wanted = Math.min(PAGE, requests - done);
      const page = fc.sample(arbitrary, { seed: seed + done, numRuns: wanted }).values();
      const lane = async (): Promise<void> => {
        for (const request of page) await ask(request);
      };
      await Promise.all(Array.from({ length: AT_ONCE }, lane));
      await onProgress?.(done + wanted);
    }
  } finally {
    await pool.destroy();
  }
  return { byStatus, reached: reached.size, operations: operations.length, findings };
};
