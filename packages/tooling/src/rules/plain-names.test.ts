import { plainNames } from './plain-names.ts';
import { plant } from './plant.ts';

test.each([
  ['packages/queue/src/utils/a.ts', 'the name utils says nothing'],
  ['packages/queue/src/helpers.ts', 'the name helpers says nothing'],
  ['apps/api/src/core/a.test.ts', 'the name core says nothing'],
  ['packages/queue/src/types.ts', 'the name types says nothing'],
  ['packages/queue/src/accept.service.ts', 'the suffix .service is not one of ours'],
  ['packages/queue/src/accept.dto.ts', 'the suffix .dto is not one of ours'],
  ['packages/queue/src/acceptNotification.ts', 'acceptNotification is not kebab-case'],
  ['packages/queue/src/Queue.ts', 'Queue is not kebab-case'],
  ['packages/queue/src/job_shape.ts', 'job_shape is not kebab-case'],
])('%s is found: %s', (path, message) => {
  expect(plant(plainNames, { [path]: '' })).toEqual([`${path} ${message}`]);
});

test('names that say what is inside pass', () => {
  const names = [
    'apps/api/src/notifications/accept-notification.ts',
    'apps/api/src/notifications/accept-notification.endpoint.ts',
    'packages/repositories/src/migrations/0001-foundation.ts',
    'packages/queue/src/window.test.ts',
    'packages/queue/vite.config.ts',
  ];
  expect(plant(plainNames, Object.fromEntries(names.map((name) => [name, ''])))).toEqual([]);
});
