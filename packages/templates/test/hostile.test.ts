import { prepareTemplate } from '../src/prepare-template.ts';
import { createRenderer } from '../src/render/create-renderer.ts';
import { BOMBS } from './hostile/bombs.ts';
import { ESCAPES } from './hostile/escapes.ts';
import type { HostileTemplate } from './hostile/hostile-template.ts';
import { TRICKS } from './hostile/tricks.ts';

const templateOf = (html: string) => ({ channels: { email: { subject: 's', html, text: 't' } } });

const corpus = [...ESCAPES, ...TRICKS, ...BOMBS].map(
  (hostile) => [hostile.why, hostile] satisfies [string, HostileTemplate],
);

const whenStored = corpus.filter(([, { data }]) => data === undefined);
const whenRun = corpus.filter(([, { data }]) => data !== undefined);

test.each(whenStored)('row 14: is refused when it is stored: %s', (_, { source, code }) => {
  const result = prepareTemplate(templateOf(source), new Map());
  expect(result).toMatchObject({ ok: false, problems: expect.any(Array) });
  const codes = result.ok ? [] : result.problems.map((problem) => problem.code);
  expect(codes).toContain(code);
});

test.each(corpus)('row 15: is stopped when it runs, should it be stored: %s', (_, hostile) => {
  const { source, code, data = { x: 'x', l: ['a'], f: 1, y: 1 } } = hostile;
  const request = { cacheKey: 't', template: templateOf(source), channel: 'email' } as const;
  expect(createRenderer().render({ ...request, data })).toMatchObject({ ok: false, code });
});

test.each(whenRun)('passes the check, for it is the data that makes it so: %s', (_, { source }) => {
  expect(prepareTemplate(templateOf(source), new Map())).toMatchObject({ ok: true });
});

/** Time of this thread, not of the clock: the machine may be busy with other things. */
const busyMs = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
};

test.each(corpus)('row 15: blocks nobody for 50 ms: %s', (_, { source, data = {} }) => {
  const request = { cacheKey: 't', template: templateOf(source), channel: 'email' } as const;
  const begun = busyMs();
  prepareTemplate(request.template, new Map());
  const checked = busyMs();
  createRenderer().render({ ...request, data });
  expect(checked - begun).toBeLessThan(50);
  expect(busyMs() - checked).toBeLessThan(50);
});

test('is a corpus of some size', () => {
  expect(corpus.length).toBeGreaterThan(150);
});
