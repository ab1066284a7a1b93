import fc from 'fast-check';
import { CHANNELS } from '../channels.ts';
import { addressIn } from './address-field.ts';
import { normalisedForCompare } from './normalised-for-compare.ts';
import { parseAddress } from './parse-address.ts';

const to = {
  email: 'Ada@example.com',
  phone: '+4366012345678',
  pushToken: 'token-1',
  webhookUrl: 'https://hooks.example/a',
  subscriberId: 'ada',
};

const EXPECTED = {
  email: to.email,
  sms: to.phone,
  whatsapp: to.phone,
  push: to.pushToken,
  webhook: to.webhookUrl,
  in_app: to.subscriberId,
  system: null,
} as const;

test.each(CHANNELS)('%s takes its address from its own field', (channel) => {
  expect(addressIn(to, channel)).toBe(EXPECTED[channel]);
});

test.each(CHANNELS)('%s has no address in an empty recipient', (channel) => {
  expect(addressIn({}, channel)).toBeNull();
});

test.each(CHANNELS.filter((channel) => channel !== 'system'))(
  '%s accepts its own kind of address',
  (channel) => {
    expect(parseAddress(channel, EXPECTED[channel] as string).ok).toBe(true);
  },
);

test.each(['email', 'sms', 'whatsapp', 'webhook'] as const)(
  "%s refuses another kind's address",
  (channel) => {
    expect(parseAddress(channel, 'token-1').ok).toBe(false);
  },
);

test('system has no address', () => {
  expect(parseAddress('system', 'localhost').ok).toBe(false);
});

test('no channel accepts a control character, a blank or a lone surrogate', () => {
  const bad = fc.constantFrom('\0', '\r', '\n', '\t', ' ', '\x7f', '\ud800', '\udfff');
  const whole = fc.constantFrom(...Object.values(to));
  fc.assert(
    fc.property(fc.constantFrom(...CHANNELS), whole, bad, fc.nat(), (channel, text, char, at) => {
      const i = at % (text.length + 1);
      expect(parseAddress(channel, text.slice(0, i) + char + text.slice(i)).ok).toBe(false);
    }),
    { numRuns: 1_000 },
  );
});

test('no text makes a parser throw', () => {
  fc.assert(
    fc.property(fc.constantFrom(...CHANNELS), fc.string({ unit: 'binary' }), (channel, text) => {
      expect(() => parseAddress(channel, text)).not.toThrow();
    }),
  );
});

test('e-mail addresses compare without case', () => {
  expect(normalisedForCompare('email', 'Ada@example.com')).toBe('ada@example.com');
});

test.each(CHANNELS.filter((channel) => channel !== 'email'))(
  '%s compares addresses exactly',
  (channel) => {
    expect(normalisedForCompare(channel, 'Token-A')).toBe('Token-A');
  },
);
