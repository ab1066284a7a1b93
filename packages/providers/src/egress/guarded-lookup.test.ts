import type { LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { egressRules } from './egress-rules.ts';
import { guardedLookup } from './guarded-lookup.ts';

const rules = egressRules({ allow: [], denyCidrs: [], allowHttp: false });

const resolvesTo = (...addresses: readonly string[]): LookupFunction =>
  ((_hostname, _options, callback) => {
    const found: LookupAddress[] = addresses.map((address) => ({ address, family: 4 }));
    callback(null, found);
  }) as LookupFunction;

const ask = (lookup: LookupFunction, all: boolean): Promise<unknown> =>
  new Promise((resolve) => {
    guardedLookup(rules, lookup)('example.com', { all }, (error, address, family) => {
      resolve(error ? (error as { code?: string }).code : { address, family });
    });
  });

test('answers public addresses in the form that was asked for', async () => {
  const lookup = resolvesTo('1.1.1.1', '8.8.8.8');
  expect(await ask(lookup, false)).toEqual({ address: '1.1.1.1', family: 4 });
  expect(await ask(lookup, true)).toMatchObject({
    address: [{ address: '1.1.1.1' }, { address: '8.8.8.8' }],
  });
});

test('one private address among public ones is enough to refuse', async () => {
  expect(await ask(resolvesTo('1.1.1.1', '127.0.0.1'), true)).toBe('TARGET_NOT_ALLOWED');
});

test('looks at all addresses even when one is asked for', async () => {
  expect(await ask(resolvesTo('1.1.1.1', '10.0.0.1'), false)).toBe('TARGET_NOT_ALLOWED');
});

test('no address at all is refused', async () => {
  expect(await ask(resolvesTo(), true)).toBe('TARGET_NOT_ALLOWED');
});

test("the resolver's own error is passed on", async () => {
  const lookup = ((_hostname, _options, callback) =>
    callback(Object.assign(new Error('x'), { code: 'ENOTFOUND' }), [])) as LookupFunction;
  expect(await ask(lookup, true)).toBe('ENOTFOUND');
});
