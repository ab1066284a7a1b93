import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serveCalls } from '../processes/serve-calls.ts';

/** What `/limited` takes in a second; the rest is asked to come back. */
const TAKEN_PER_SECOND = 50;
const LATER = { 'retry-after': '1' };

const nowMs = (): number => performance.timeOrigin + performance.now();
let arrivals: Record<string, number> = {};
let limited = { second: 0, taken: 0, refused: 0 };

const isTaken = (): boolean => {
  const second = Math.floor(nowMs() / 1_000);
  if (second !== limited.second) limited = { ...limited, second, taken: 0 };
  limited.taken += 1;
  return limited.taken <= TAKEN_PER_SECOND;
};

const server = createServer((request, response) => {
  const id = String(request.headers['x-carillon-notification']);
  if (request.url !== '/limited') arrivals[id] = nowMs();
  else if (!isTaken()) {
    limited.refused += 1;
    response.writeHead(429, LATER);
  }
  request.resume().on('end', () => response.end());
}).listen(0, '127.0.0.1');

const calls = {
  origin: (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  /** How many were ever refused. */
  refused: (): number => limited.refused,
  /** When each notification arrived, in ms since 1970; then forgets them. */
  take: (): Readonly<Record<string, number>> => {
    const taken = arrivals;
    arrivals = {};
    return taken;
  },
};
export type LimitingSinkCalls = typeof calls;
serveCalls(calls);
