import { createSigner } from '@carillon/runtime';
import { createInboxTokens } from './inbox-tokens.ts';

const keys = [{ id: 'k1', key: Buffer.alloc(32, 1) }];
const tokens = createInboxTokens(keys);
const grant = { tenantId: 't', subscriberId: 'ada', expiresAtMs: 1_000 };

test('a token says what it opens', () => {
  expect(tokens.read(tokens.issue(grant))).toEqual(grant);
});

test('a token of another installation is not ours', () => {
  const others = createInboxTokens([{ id: 'k1', key: Buffer.alloc(32, 2) }]);
  expect(tokens.read(others.issue(grant))).toBeNull();
});

test('what was signed for another purpose is no token', () => {
  const signed = createSigner(keys, 'unsubscribe').sign(JSON.stringify(['t', 'ada', 1_000]));
  expect(tokens.read(`cln_inbox_${signed}`)).toBeNull();
  expect(tokens.read(signed)).toBeNull();
});
