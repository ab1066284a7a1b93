import { envExampleIsFresh } from './env-example-is-fresh.ts';

const render = () => Promise.resolve('API_PORT=3000\n');
const found = async (text: string | null, rendering = render): Promise<readonly unknown[]> => {
  const tree = new Map(text === null ? [] : [['.env.example', text]]);
  return (await envExampleIsFresh(tree, rendering)).violations;
};

test('a stale file is found, and a missing one', async () => {
  expect(await found('API_PORT=1\n')).toHaveLength(1);
  expect(await found(null)).toHaveLength(1);
});

test('a schema that cannot be loaded is found', async () => {
  const failing = () => Promise.reject(new Error('no zod object'));
  expect(await found('API_PORT=3000\n', failing)).toEqual([
    { file: '.env.example', message: 'cannot be made: no zod object' },
  ]);
});

test('a fresh file passes', async () => {
  expect(await found('API_PORT=3000\n')).toEqual([]);
});
