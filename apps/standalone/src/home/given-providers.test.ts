import { givenProviders } from './given-providers.ts';

test.each([
  [{}, []],
  [{ SMTP_URL: 'smtp://mail' }, ['smtp', 'sendgrid']],
  [{ PROVIDER_ACCOUNTS: '[{"provider": "twilio"}]' }, ['twilio']],
  [{ PROVIDER_ACCOUNTS: '[{"provider": "noop", "channels": ["email"]}]' }, ['smtp', 'sendgrid']],
  [{ PROVIDER_ACCOUNTS: 'nonsense' }, []],
])('%j leaves the sandbox out for %j', (env, providers) => {
  const given = [...givenProviders(env)].filter((name) => name !== 'noop');
  expect(given.toSorted()).toEqual([...providers].toSorted());
});
