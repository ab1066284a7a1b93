import { createProgress } from './progress.ts';

const written = (isTTY: boolean) => {
  const texts: string[] = [];
  const progress = createProgress({ isTTY, write: (text) => texts.push(text) });
  return { texts, progress };
};

test('a step is one line, with its result and its time', async () => {
  const { texts, progress } = written(false);
  await progress('migrations', Promise.resolve(2), (n) => `${n} ran`);
  expect(texts.join('')).toMatch(/^ {2}✓ migrations {3}2 ran +\d+\.\d s\n$/);
});

test('a terminal shows the step while it runs', async () => {
  const { texts, progress } = written(true);
  const { promise, resolve } = Promise.withResolvers<string>();
  const done = progress('api', promise, (url) => url);
  expect(texts).toEqual(['  … api          ']);
  resolve('http://127.0.0.1:3000');
  await done;
  expect(texts[1]).toContain('\r\u001b[K  ✓ api');
});

test('a step that fails is marked, and fails its caller', async () => {
  const { texts, progress } = written(false);
  const failing = progress('api', Promise.reject(new Error('no')), () => '');
  await expect(failing).rejects.toThrow('no');
  expect(texts.join('')).toContain('✗ api');
});
