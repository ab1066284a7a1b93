import { watchedAccount, watchedEndpoint } from '@carillon/repositories';
import { silentLogger, type Clock } from '@carillon/runtime';
import { openHealth } from './open-health.ts';

const clock: Clock = { now: () => new Date(0), nowMs: () => 0 };
const call = {
  outcome: 'accepted',
  code: null,
  retryAfterMs: null,
  isAddressOnly: false,
  isFirst: true,
  probeOf: null,
} as const;

test('calls count for the account that made them, whatever is watched about them', () => {
  const health = openHealth({
    database: {} as never,
    clock,
    log: silentLogger,
    onChange: () => {},
  });
  const mail = watchedAccount('tenant', 'mail');
  const hook = watchedEndpoint('tenant', 'https://hooks.example/');
  health.report({ ...call, watched: [mail], accountId: 'mail' });
  health.report({ ...call, watched: [hook], accountId: 'hooks' });
  health.report({ ...call, watched: [], accountId: 'inbox' });
  health.report({ ...call, watched: [], accountId: null });
  expect(health.outcomes.take()).toEqual(
    ['mail', 'hooks', 'inbox'].map((accountId) => ({ accountId, outcome: 'accepted', calls: 1 })),
  );
});
