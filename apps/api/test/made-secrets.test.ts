import { testApi } from './test-api.ts';

const api = testApi();
const call = (...args: Parameters<ReturnType<typeof api>['call']>) => api().call(...args);

let names = 0;
const hook = () => ({ name: `hook ${(names += 1)}`, provider: 'webhook' });

test('a secret that was made is answered once', async () => {
  const created = await call('POST', '/provider-accounts', { body: hook() });
  expect(created.body.settings.secret).toMatch(/^whsec_/);
  const read = await call('GET', `/provider-accounts/${created.body.id}`);
  expect(read.body.settings.secret).toBe('***');
});

test('a secret that is taken away is made anew, and answered once', async () => {
  const first = (await call('POST', '/provider-accounts', { body: hook() })).body;
  const path = `/provider-accounts/${first.id}`;
  const { body } = await call('PATCH', path, { body: { settings: { secret: null } } });
  expect(body.settings.secret).toMatch(/^whsec_/);
  expect(body.settings.secret).not.toBe(first.settings.secret);
  expect((await call('PATCH', path, { body: {} })).body.settings.secret).toBe('***');
});

test('a secret that was made is replayed under its key, and lies sealed meanwhile', async () => {
  const options = { body: hook(), headers: { 'idempotency-key': 'hook' } };
  const first = await call('POST', '/provider-accounts', options);
  const again = await call('POST', '/provider-accounts', options);
  expect(again.headers.get('idempotent-replayed')).toBe('true');
  expect([again.status, again.text]).toEqual([201, first.text]);
  const { rows } = await api().database.pool.query(
    "SELECT body FROM idempotency_key WHERE key = 'hook'",
  );
  expect(rows[0]?.body).not.toContain(first.body.settings.secret);
});
