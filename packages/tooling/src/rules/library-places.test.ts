import { libraryPlaces } from './library-places.ts';
import { plant } from './plant.ts';

test.each([
  ['bullmq', 'apps/worker/src/a.ts', 'packages/queue/src/a.ts'],
  ['ioredis', 'packages/repositories/src/a.ts', 'packages/queue/test/a.test.ts'],
  ['express', 'apps/standalone/src/a.ts', 'apps/api/src/a.ts'],
  ['pg', 'apps/api/src/a.ts', 'packages/testing/src/a.ts'],
  ['kysely', 'apps/worker/test/a.test.ts', 'packages/repositories/src/a.ts'],
  ['nodemailer', 'packages/providers/src/sendgrid/a.ts', 'packages/providers/src/smtp/a.ts'],
  ['twilio', 'packages/providers/src/catalog.ts', 'packages/providers/src/twilio/a.ts'],
  ['firebase-admin/app', 'packages/providers/src/a.ts', 'packages/providers/src/fcm/a.ts'],
  ['playwright-core', 'apps/api/src/a.ts', 'apps/api/test/browser/a.test.ts'],
  ['@opentelemetry/api', 'apps/worker/src/a.ts', 'packages/runtime/src/tracing/a.ts'],
  ['@sendgrid/mail', 'apps/sandbox/src/a.ts', 'apps/sandbox/test/a.test.ts'],
])('%s is found in %s and passes in %s', (library, wrong, right) => {
  const text = `import '${library}';`;
  expect(plant(libraryPlaces, { [wrong]: text, [right]: text })).toEqual([
    expect.stringContaining(`${wrong}:1 imports`),
  ]);
});

test('a type of the library counts too', () => {
  const text = "import type { Pool } from 'pg';";
  expect(plant(libraryPlaces, { 'apps/api/src/a.ts': text })).toHaveLength(1);
});
