import { packageReadmes } from './package-readmes.ts';
import { plant } from './plant.ts';

test('a package without a README is found', () => {
  expect(plant(packageReadmes, { 'packages/queue/src/a.ts': '' })).toEqual([
    'packages/queue/README.md is missing',
  ]);
});

test('a README that only repeats the name is found', () => {
  expect(plant(packageReadmes, { 'apps/api/README.md': '# api\n\nThe api.\n' })).toEqual([
    'apps/api/README.md says too little in 2 lines',
  ]);
});

test('a README with a purpose and an example passes', () => {
  const text = '# api\n\nThe api.\n\n```sh\nnpm start\n```\n';
  expect(plant(packageReadmes, { 'apps/api/README.md': text })).toEqual([]);
});
