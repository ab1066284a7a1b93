import { reachableChannels } from './reachable-channels.ts';

const known = { email: 'ada@example.com', phone: null, pushTokens: [] };

test('a channel is reachable by an address of the request or of the subscriber, or without any', () => {
  const channels = ['email', 'sms', 'push', 'in_app', 'system'] as const;
  const to = { subscriberId: 'ada', phone: '+15550001' };
  expect(reachableChannels({ to, channels }, known)).toEqual(['email', 'sms', 'in_app', 'system']);
  expect(reachableChannels({ to: {}, channels }, null)).toEqual(['system']);
});
