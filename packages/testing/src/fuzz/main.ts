// npm run test:fuzz -- [requests] [seed]: starts an api with PostgreSQL and Redis of its own and asks it
// for everything in its OpenAPI document, rightly and wrongly. Ends with 1 when an answer was 5xx or broke
// the document, or when the process grew.
import { openLab } from '../faults/cluster/open-lab.ts';
import { fuzz } from './fuzz.ts';
import { heapGrowth, type Held, readHeld } from './growth.ts';

const DEFAULT_REQUESTS = 50_000;
const MOST_GROWTH = 0.15;
/** Fewer samples say nothing about growth. */
const FEWEST_SAMPLES = 30;
const EVERY = 1_000;
const COLLECT = new URL('collect-when-asked.ts', import.meta.url).href;

const print = (text: string): void => void process.stdout.write(`${text}\n`);
const megabytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(0)} MiB`;

const [requests = DEFAULT_REQUESTS, seed = Date.now() % 1_000_000] = process.argv
  .slice(2)
  .map(Number);
if (!Number.isInteger(requests) || !Number.isInteger(seed)) {
  process.stderr.write('usage: npm run test:fuzz -- [requests] [seed]\n');
  process.exit(2);
}

const lab = await openLab({ pace: 'normal', persistent: false, scopes: ['admin'] });
// Nothing may leave this machine, whatever a request names.
const api = await lab.startApi({
  env: {
    EGRESS_DENY_CIDRS: '0.0.0.0/0,::/0',
    CREDENTIALS_KEYS: `k1:${Buffer.alloc(32, 7).toString('base64')}`,
    PUBLIC_URL: 'https://carillon.example',
    NODE_OPTIONS: `--expose-gc --import ${COLLECT}`,
  },
});
const begun = performance.now();
const samples: Held[] = [];
let isGood = false;
try {
  print(`${requests} requests with seed ${seed}`);
  const { findings, byStatus, reached, operations } = await fuzz({
    url: api.url,
    apiKey: lab.apiKey,
    requests,
    seed,
    onProgress: async (done) => {
      if (done % EVERY !== 0) return;
      api.signal('SIGUSR2');
      await fetch(`${api.url}/health`);
      const held = await readHeld(api.url);
      samples.push(held);
      const seconds = ((performance.now() - begun) / 1_000).toFixed(0);
      const memory = `heap ${megabytes(held.heapBytes)}, RSS ${megabytes(held.residentBytes)}`;
      print(`${done} of ${requests} after ${seconds} s, ${memory}`);
    },
  });
  for (const { why, request, answer } of findings) print(`\n${why}\n  ${request}\n  ${answer}`);
  const growth = samples.length < FEWEST_SAMPLES ? null : heapGrowth(samples);
  print(`\nanswers by status: ${JSON.stringify(byStatus)}`);
  print(`operations that answered 2xx: ${reached} of ${operations}`);
  if (growth === null) print('growth: too few requests to tell');
  else
    print(
      `growth of the lowest heap: ${(growth * 100).toFixed(1)} % (at most ${MOST_GROWTH * 100})`,
    );
  isGood = findings.length === 0 && (growth ?? 0) <= MOST_GROWTH && api.endedAs() === null;
  print(isGood ? 'ok' : `FAILED; the api's log is in ${lab.folder}`);
} finally {
  await lab.close(!isGood);
}
process.exit(isGood ? 0 : 1);
