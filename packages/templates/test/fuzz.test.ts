import { prepareTemplate } from '../src/prepare-template.ts';
import { createRenderer } from '../src/render/create-renderer.ts';
import { BOMBS } from './hostile/bombs.ts';
import { ESCAPES } from './hostile/escapes.ts';
import { growTemplate } from './hostile/grow-template.ts';
import { mutateTemplate } from './hostile/mutate-template.ts';
import { createRandom } from './hostile/random.ts';
import { TRICKS } from './hostile/tricks.ts';

// FUZZ_TEMPLATES=10000 makes a long run of it, FUZZ_SEED=n another one; a failure names its seed.
const COUNT = Number(process.env['FUZZ_TEMPLATES'] ?? 400);
const FIRST_SEED = Number(process.env['FUZZ_SEED'] ?? 1);
const MAX_BLOCKED_MS = 50;

/** In the data; in html it must not be found as it stands. */
const MARKUP = '<i>"data\'';
/** Behind everything that is not data; in no message. */
const SECRET = 'secret-of-the-process';

const CODES = [
  'template_unsafe',
  'template_invalid',
  'template_budget_exceeded',
  'template_variable_missing',
];
const CORPUS = [...ESCAPES, ...TRICKS, ...BOMBS]
  .map(({ source }) => source)
  .filter((source) => source.length < 5_000);

const makeData = () => ({
  s: MARKUP.repeat(5_000),
  l: Array.from({ length: 5_000 }, (_, i) => (i % 2 === 0 ? i : MARKUP)),
  o: { a: MARKUP, b: { c: [1, [2, { d: null }]] } },
  n: 1e300,
  t: 'text',
  u: 'javascript:alert(1)',
});

/** Time of this thread, not of the clock: the machine may be busy with other things. */
const busyMs = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
};

const DATA_TEXT = JSON.stringify(makeData());

const HOSTS = [Object.prototype, Array.prototype, String.prototype, Function.prototype, globalThis];

beforeAll(() => {
  const canary = { configurable: true, value: SECRET };
  for (const host of HOSTS) Object.defineProperty(host, 'canary', canary);
});

afterAll(() => {
  for (const host of HOSTS) Reflect.deleteProperty(host, 'canary');
});

const namesOf = () => HOSTS.map((host) => Reflect.ownKeys(host).length);

/** Checks and renders a source in each kind of part, whether or not the check let it pass. */
const tryTemplate = (source: string) => {
  const renderer = createRenderer();
  const email = { subject: source, html: source, text: source };
  const template = { channels: { email, push: { body: source, url: source } } };
  let slowest = 0;
  const timed = <T>(act: () => T): T => {
    const begun = busyMs();
    const result = act();
    slowest = Math.max(slowest, busyMs() - begun);
    return result;
  };
  const prepared = timed(() => prepareTemplate(template, new Map()));
  const request = { cacheKey: 't', template: prepared.ok ? prepared.expanded : template };
  const data = makeData();
  const results = (['email', 'push'] as const).map((channel) =>
    timed(() => renderer.render({ ...request, channel, data })),
  );
  return { prepared, results, data, slowest };
};

const seeds = Array.from({ length: COUNT }, (_, i) => FIRST_SEED + i);

const problemsOf = (seed: number): string[] => {
  const random = createRandom(seed);
  const source = seed % 2 === 0 ? growTemplate(random) : mutateTemplate(random, CORPUS);
  const { prepared, results, data, slowest } = tryTemplate(source);
  const problems: string[] = [];
  if (slowest > MAX_BLOCKED_MS) problems.push(`blocked ${slowest} ms`);
  if (JSON.stringify(data) !== DATA_TEXT) problems.push('changed the data');
  if (!prepared.ok && prepared.problems.some(({ line }) => line === undefined)) {
    problems.push('has a problem without a place');
  }
  for (const result of results) {
    const said = JSON.stringify(result);
    if (said.includes(SECRET)) problems.push('read what is not data');
    if (!result.ok && !CODES.includes(result.code)) problems.push(`ended with ${result.code}`);
    if (result.ok && result.parts.html?.includes(MARKUP)) problems.push('printed markup of data');
    if (result.ok && /[\r\n]/.test(result.parts.title ?? '')) problems.push('has lines in a title');
    if (result.ok && !prepared.ok) problems.push('rendered what the check refuses');
  }
  return problems.map((problem) => `seed ${seed} ${problem}: ${source.slice(0, 300)}`);
};

test(
  `no template of ${COUNT} escapes, throws or blocks`,
  () => {
    const namesBefore = namesOf();
    expect(seeds.flatMap(problemsOf)).toEqual([]);
    expect(namesOf()).toEqual(namesBefore);
  },
  COUNT * 1_000,
);

test('many of the templates pass the check, so that rendering is tried too', () => {
  const passed = seeds.filter((seed) => {
    const random = createRandom(seed);
    const source = seed % 2 === 0 ? growTemplate(random) : mutateTemplate(random, CORPUS);
    return prepareTemplate({ channels: { sms: { text: source } } }, new Map()).ok;
  });
  expect(passed.length).toBeGreaterThan(COUNT / 20);
});
