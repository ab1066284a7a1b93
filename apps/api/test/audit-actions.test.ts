import { auditLogOf } from './audit-log.ts';
import { emailRequest } from './requests.ts';
import { testApi } from './test-api.ts';

const api = testApi();
const { call, entries, addedBy } = auditLogOf(api);

test('cancelling is an entry once', async () => {
  const scheduledAt = new Date(Date.now() + 3_600_000).toISOString();
  const { id } = await call('POST', '/notifications', emailRequest({ scheduledAt }));
  const [entry] = await addedBy('DELETE', `/notifications/${id}`);
  expect(entry).toMatchObject({ action: 'notification_cancelled', after: { deliveries: 1 } });
  await api().call('DELETE', `/notifications/${id}`);
  expect(await entries(`&entityId=${id}&action=notification_cancelled`)).toHaveLength(1);
});

test('cancelling a batch is an entry', async () => {
  const { batchId } = await call('POST', '/notifications/batch', {
    notifications: [emailRequest()],
  });
  const [entry] = await addedBy('DELETE', `/batches/${batchId}`);
  expect(entry).toMatchObject({
    action: 'batch_cancelled',
    entityType: 'batch',
    entityId: batchId,
  });
});

test('redriving and discarding a dead letter are entries', async () => {
  const notifications = [emailRequest(), emailRequest()];
  const { items } = await call('POST', '/notifications/batch', { notifications });
  const ids: string[] = [];
  for (const { id } of items) {
    const { rows } = await api().database.pool.query<{ id: string }>(
      `UPDATE delivery SET status = 'failed', dispatch_id = gen_random_uuid()
       WHERE id > $1::uuid AND id <= last_delivery_id_of($1::uuid) RETURNING id`,
      [id],
    );
    ids.push(rows[0]?.id ?? '');
  }
  await api().database.pool.query(
    `INSERT INTO dead_letter (tenant_id, delivery_id, channel, code)
     SELECT '00000000-0000-7000-8000-000000000001', id, 'email', '550' FROM unnest($1::uuid[]) AS d(id)`,
    [ids],
  );
  const [redriven] = await addedBy('POST', `/dead-letters/${ids[0]}/redrive`);
  const [discarded] = await addedBy('DELETE', `/dead-letters/${ids[1]}`);
  expect(redriven).toMatchObject({ action: 'dead_letter_redriven', before: { code: '550' } });
  expect(discarded).toMatchObject({ action: 'dead_letter_discarded', entityId: ids[1] });
});
