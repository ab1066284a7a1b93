import { signWebhook } from './sign-webhook.ts';
import { newWebhookSecret, webhookKeys } from './webhook-keys.ts';

/** The example of the Standard Webhooks specification. */
const EXAMPLE = {
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  timestamp: 1_614_265_330,
  body: '{"test": 2432232314}',
};
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const SIGNATURE = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';

test("signs the specification's example as the specification does", () => {
  expect(signWebhook(EXAMPLE, webhookKeys(SECRET))).toBe(SIGNATURE);
});

test('while secrets are rotated, every one signs', () => {
  const keys = webhookKeys(`${newWebhookSecret()} ${SECRET}`);
  const signatures = signWebhook(EXAMPLE, keys).split(' ');
  expect(signatures).toHaveLength(2);
  expect(signatures[1]).toBe(SIGNATURE);
});

test('a new secret is long enough and new each time', () => {
  const [key] = webhookKeys(newWebhookSecret());
  expect(key?.symmetricKeySize).toBe(32);
  expect(newWebhookSecret()).not.toBe(newWebhookSecret());
});

test.each(['', 'secret', 'whsec_short', `${SECRET}  ${SECRET}`, `${SECRET}\n`])(
  'refuses the secret %j',
  (secret) => {
    expect(() => webhookKeys(secret)).toThrow('does not have its form');
  },
);
