import { emailRequest } from './requests.ts';
import { testApi } from './test-api.ts';

const api = testApi();

const post = (key: string, body: object, options: object = {}) =>
  api().call('POST', '/notifications', { body, headers: { 'idempotency-key': key }, ...options });

const countOf = async (correlationId: string): Promise<number> => {
  const { rowCount } = await api().database.pool.query(
    'SELECT FROM notification WHERE correlation_id = $1',
    [correlationId],
  );
  return rowCount ?? 0;
};

test('row 20: same Idempotency-Key and same body replays the stored answer', async () => {
  const request = emailRequest({ correlationId: 'row-20' });
  const first = await post('row-20', request);
  const second = await post('row-20', request);
  expect([first.status, second.status]).toEqual([202, 202]);
  expect(second.text).toBe(first.text);
  expect(second.headers.get('location')).toBe(first.headers.get('location'));
  expect(first.headers.get('idempotent-replayed')).toBeNull();
  expect(second.headers.get('idempotent-replayed')).toBe('true');
  expect(await countOf('row-20')).toBe(1);
});

test('row 20: blanks and the order of keys do not make another body', async () => {
  const { to, channels, content } = emailRequest();
  await post('order', { to, channels, content });
  const again = await post('order', JSON.stringify({ content, channels, to }, null, 2) as never);
  expect(again.headers.get('idempotent-replayed')).toBe('true');
});

test('row 21: a hundred at once with one key store one notification', async () => {
  const request = emailRequest({ correlationId: 'row-21' });
  const replies = await Promise.all(Array.from({ length: 100 }, () => post('row-21', request)));
  const accepted = replies.filter(({ status }) => status === 202);
  const others = replies.filter(({ status }) => status !== 202);
  expect(new Set(accepted.map(({ body }) => body.id)).size).toBe(1);
  expect(
    others.every(
      ({ body, headers }) =>
        body.code === 'idempotency_in_progress' && headers.get('retry-after') === '1',
    ),
  ).toBe(true);
  expect(await countOf('row-21')).toBe(1);
});

test('row 22: same key, other body is 422; same key, other tenant is independent', async () => {
  await post('row-22', emailRequest());
  const other = await post('row-22', emailRequest({ correlationId: 'other' }));
  expect([other.status, other.body.code]).toEqual([422, 'idempotency_key_reused']);
  const key = await api().makeKey(['notifications:write'], await api().makeTenant());
  const foreign = await post('row-22', emailRequest(), { key });
  expect(foreign.status).toBe(202);
  expect(foreign.headers.get('idempotent-replayed')).toBeNull();
});

test('a refusal is not kept: the corrected request may use the key', async () => {
  expect((await post('corrected', emailRequest({ channels: [] }))).status).toBe(400);
  const unknown = emailRequest({ to: { subscriberId: 'nobody' } });
  expect((await post('corrected', unknown)).status).toBe(422);
  expect((await post('corrected', emailRequest())).status).toBe(202);
});

test('both names of the header mean the same; different values are 400', async () => {
  const call = (headers: Record<string, string>) =>
    api().call('POST', '/notifications', { body: emailRequest(), headers });
  await call({ 'x-idempotency-key': 'name' });
  const again = await call({ 'idempotency-key': 'name', 'x-idempotency-key': 'name' });
  expect(again.headers.get('idempotent-replayed')).toBe('true');
  const both = await call({ 'idempotency-key': 'one', 'x-idempotency-key': 'two' });
  expect([both.status, both.body.code]).toEqual([400, 'invalid_idempotency_key']);
});

test.each(['', ' ', 'a b', 'ä', 'x'.repeat(256)])('the key %j is 400', async (key) => {
  const { status, body } = await post(key, emailRequest());
  expect([status, body.code]).toEqual([400, 'invalid_idempotency_key']);
});

test('an action under a key is done once and answered again', async () => {
  await api().call('PUT', '/subscribers/once', { body: {} });
  const path = '/subscribers/once/inbox/read-all';
  const headers = { 'idempotency-key': 'read-all' };
  const first = await api().call('POST', path, { headers });
  const second = await api().call('POST', path, { headers });
  expect([first.status, second.text]).toEqual([200, first.text]);
  expect(second.headers.get('idempotent-replayed')).toBe('true');
  const elsewhere = await post('read-all', emailRequest());
  expect(elsewhere.body.code).toBe('idempotency_key_reused');
});

test('a refused action frees its key', async () => {
  const path = '/subscribers/later/inbox/read-all';
  const headers = { 'idempotency-key': 'later' };
  expect((await api().call('POST', path, { headers })).status).toBe(404);
  await api().call('PUT', '/subscribers/later', { body: {} });
  expect((await api().call('POST', path, { headers })).status).toBe(200);
});

test('a key that is being worked on is 409 with Retry-After', async () => {
  const headers = { 'idempotency-key': 'running' };
  await api().database.pool.query(
    `INSERT INTO idempotency_key (tenant_id, key, fingerprint, request_id, expires_at)
     SELECT tenant_id, 'running', '', gen_random_uuid(), now() + interval '1 minute' FROM api_key LIMIT 1`,
  );
  const calls = [
    ['/notifications', emailRequest()],
    ['/subscribers/once/inbox/read-all', {}],
  ] as const;
  for (const [path, body] of calls) {
    const reply = await api().call('POST', path, { headers, body });
    expect([reply.status, reply.body.code]).toEqual([409, 'idempotency_in_progress']);
    expect(reply.headers.get('retry-after')).toBe('1');
  }
});

test('a repeat is answered as before, though what it names has gone since', async () => {
  const path = '/templates/fleeting';
  const channels = { email: { subject: 'Hello', text: 'Hello <%= it.name %>' } };
  await api().call('POST', '/templates', { body: { key: 'fleeting', channels } });
  const repeat = (name: string) => {
    const template = { key: 'fleeting', version: 1, data: { name } };
    const body = emailRequest({ content: undefined, template });
    return api().call('POST', '/notifications', { body, headers: { 'idempotency-key': 'gone' } });
  };
  const first = await repeat('Ada');
  expect((await api().call('DELETE', path)).status).toBe(204);
  const again = await repeat('Ada');
  expect([again.status, again.text]).toEqual([202, first.text]);
  expect(again.headers.get('idempotent-replayed')).toBe('true');
  expect((await repeat('Grace')).body.code).toBe('idempotency_key_reused');
});
