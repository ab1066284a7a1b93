import { noMachinePaths } from './no-machine-paths.ts';
import { plant } from './plant.ts';

/** Put together here, so that this file does not name such a path itself. */
const home = (rest: string): string => ['', rest].join('/');

test.each([home('home/ada/carillon'), home('Users/ada/x'), home('root/.cache'), home('work/main')])(
  '%s is found in any file',
  (path) => {
    expect(plant(noMachinePaths, { 'docs/a.md': `ok\nsee "${path}"` })).toHaveLength(1);
  },
);

test('paths inside the repository, of an image and of a URL pass', () => {
  const text = [
    'packages/work/main.ts',
    `https://example.com${home('work/with-us')}`,
    home('home/node/app'),
    home('var/lib/x'),
    `.${home('root/x')}`,
  ].join('\n');
  expect(plant(noMachinePaths, { 'docs/a.md': text })).toEqual([]);
});
