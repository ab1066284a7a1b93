import { plant } from './plant.ts';
import { providerSeams } from './provider-seams.ts';

const providers = {
  'packages/providers/src/catalog.ts':
    "import './smtp/definition.ts'; import './fcm/definition.ts';",
  'packages/providers/src/smtp/definition.ts': "import './send.ts'; import '../guard/check.ts';",
};

test('whoever else imports from a provider’s folder is found', () => {
  expect(
    plant(providerSeams, {
      ...providers,
      'packages/providers/src/index.ts': "export * from './smtp/definition.ts';",
      'packages/providers/src/fcm/send.ts': "import '../smtp/send.ts';",
      'apps/worker/src/open.ts': "import '../../../packages/providers/src/smtp/send.ts';",
    }),
  ).toEqual([
    'packages/providers/src/index.ts:1 imports from the provider smtp',
    'packages/providers/src/fcm/send.ts:1 imports from the provider smtp',
    'apps/worker/src/open.ts:1 imports from the provider smtp',
  ]);
});

test('the catalogue, the folder itself, its tests and what providers share pass', () => {
  expect(
    plant(providerSeams, {
      ...providers,
      'packages/providers/src/fcm/send.ts': "import '../guard/check.ts';",
      'packages/providers/test/smtp.test.ts': "import '../src/smtp/definition.ts';",
    }),
  ).toEqual([]);
});
