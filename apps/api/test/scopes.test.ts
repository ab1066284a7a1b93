import { allows, SCOPES } from '../src/auth/scopes.ts';
import { ROUTES } from '../src/routes.ts';
import { exampleRequestOf, operationOf } from './example-request.ts';
import { testApi } from './test-api.ts';

const api = testApi();
const keys = new Map<string, Promise<string>>();

/** A key with every scope but those that would do. */
const keyWithout = (needed: string): Promise<string> => {
  const held = SCOPES.filter((scope) => scope !== 'admin' && !allows(new Set([scope]), needed));
  const key = keys.get(needed) ?? api().makeKey(held);
  keys.set(needed, key);
  return key;
};

test.each(ROUTES.map((endpoint) => [operationOf(endpoint), endpoint] as const))(
  '%s without its scope is 403, with all others too',
  async (_operation, endpoint) => {
    const { path, options } = exampleRequestOf(endpoint);
    const key = await keyWithout(endpoint.scope);
    const { status, body } = await api().call(endpoint.method, path, { ...options, key });
    expect([status, body.code]).toEqual([403, 'insufficient_scope']);
  },
);
