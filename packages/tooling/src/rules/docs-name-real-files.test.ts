import { docsNameRealFiles } from './docs-name-real-files.ts';
import { plant } from './plant.ts';

const files = { 'packages/domain/src/ids.ts': '', 'docs/adr/0001-record.md': '' };

test('a link and a path in backticks that lead nowhere are found', () => {
  expect(
    plant(docsNameRealFiles, {
      ...files,
      'README.md': 'See [ADR](docs/adr/0002-gone.md)\nand `packages/domain/src/gone.ts`.',
      'docs/adr/README.md': '[1](0003-gone.md)',
    }),
  ).toEqual([
    'README.md:1 names docs/adr/0002-gone.md, which is not there',
    'README.md:2 names packages/domain/src/gone.ts, which is not there',
    'docs/adr/README.md:1 names docs/adr/0003-gone.md, which is not there',
  ]);
});

test('files, folders, patterns and addresses on the web pass', () => {
  const text = [
    '[ADR](docs/adr/0001-record.md#why) [all](docs/adr/) [top](#top) [web](https://example.com/a)',
    '`packages/domain/src/ids.ts` `packages/domain/src/` `apps/*/src/config.ts` `packages/<name>/x.ts`',
  ].join('\n');
  expect(plant(docsNameRealFiles, { ...files, 'README.md': text })).toEqual([]);
});
