import { setTimeout as delay } from 'node:timers/promises';
import { Pool } from 'undici';
import { serveCalls } from '../processes/serve-calls.ts';

/** Requests that all look alike, sent over so many connections, one at a time on each. */
export interface LoadInput {
  readonly origin: string;
  readonly path: string;
  readonly key: string;
  /** Sent in turn, over and over, until `count` requests are done. */
  readonly bodies: readonly string[];
  readonly count: number;
  readonly connections: number;
  /** Requests a second; as fast as they are answered where it is left out. */
  readonly perSecond?: number;
}

export interface LoadResult {
  readonly seconds: number;
  /** When each request was begun, in ms since 1970, by the id in its answer. */
  readonly begun: Readonly<Record<string, number>>;
}

const ACCEPTED = 202;
const nowMs = (): number => performance.timeOrigin + performance.now();

const run = async (input: LoadInput): Promise<LoadResult> => {
  const pool = new Pool(input.origin, { connections: input.connections, pipelining: 1 });
  const headers = { authorization: `Bearer ${input.key}`, 'content-type': 'application/json' };
  const begun: Record<string, number> = {};
  const keepsTimes = input.perSecond !== undefined;
  let next = 0;
  const ask = async (index: number): Promise<void> => {
    const at = nowMs();
    const body = input.bodies[index % input.bodies.length] ?? '';
    const { statusCode, body: answer } = await pool.request({
      path: input.path,
      method: 'POST',
      headers,
      body,
    });
    const text = await answer.text();
    if (statusCode !== ACCEPTED) throw new Error(`answered ${statusCode}: ${text.slice(0, 200)}`);
    if (keepsTimes) begun[(JSON.parse(text) as { id: string }).id] = at;
  };
  const started = performance.now();
  if (input.perSecond === undefined) {
    const connection = async (): Promise<void> => {
      while (next < input.count) await ask(next++);
    };
    await Promise.all(Array.from({ length: input.connections }, connection));
  } else {
    const asked: Promise<void>[] = [];
    for (; next < input.count; next += 1) {
      const waitMs = started + (next * 1_000) / input.perSecond - performance.now();
      if (waitMs > 0) await delay(waitMs);
      asked.push(ask(next));
    }
    await Promise.all(asked);
  }
  const seconds = (performance.now() - started) / 1_000;
  await pool.close();
  return { seconds, begun };
};

const calls = { run };
export type LoadCalls = typeof calls;
serveCalls(calls);
