import { DEFAULT_TENANT_ID } from '@carillon/repositories';
import { EXAMPLE_KEY_ID, exampleKeyInput } from '../src/endpoints/api-keys/api-key-example.ts';
import { EXAMPLE_BATCH_ID } from '../src/endpoints/batches/batch-example.ts';
import { EXAMPLE_DEAD_ID } from '../src/endpoints/dead-letters/dead-letter-example.ts';
import { EXAMPLE_HOLD_ID } from '../src/endpoints/holds/hold-example.ts';
import { EXAMPLE_ENDPOINT_ID } from '../src/endpoints/event-endpoints/endpoint-example.ts';
import { EXAMPLE_ITEM_ID } from '../src/endpoints/inbox/inbox-example.ts';
import { EXAMPLE_ID } from '../src/endpoints/notifications/notification-example.ts';
import { EXAMPLE_PARTIAL } from '../src/endpoints/partials/partial-example.ts';
import { EXAMPLE_REDRIVE_ID } from '../src/endpoints/redrives/redrive-example.ts';
import { EXAMPLE_ACCOUNT_ID } from '../src/endpoints/provider-accounts/account-example.ts';
import {
  EXAMPLE_SUBSCRIBER_ID,
  exampleDevice,
} from '../src/endpoints/subscribers/subscriber-example.ts';
import { EXAMPLE_TOPIC_KEY } from '../src/endpoints/topics/topic-example.ts';
import {
  EXAMPLE_TEMPLATE,
  exampleDefinition,
} from '../src/endpoints/templates/template-example.ts';
import { failDelivery } from './delivery-rows.ts';
import { emailRequest } from './requests.ts';
import type { TestApi } from './start-test-api.ts';

/** Everything that the examples of the documentation speak of, of the tenant `default`. */
export const makeExamples = async (api: TestApi): Promise<void> => {
  const { pool } = api.database;
  await pool.query(
    'TRUNCATE notification, delivery, attempt, batch, dead_letter, inbox_item, subscriber, subscriber_device, preference, provider_account, route, suppression, event_endpoint, partial, template, template_version, topic, topic_member, redrive_run, hold',
  );
  await pool.query('DELETE FROM api_key WHERE id = $1', [EXAMPLE_KEY_ID]);
  await pool.query(
    "INSERT INTO api_key (id, tenant_id, name, prefix, secret_hash, scopes) VALUES ($1, $2, 'example', 'example', '', $3)",
    [EXAMPLE_KEY_ID, DEFAULT_TENANT_ID, exampleKeyInput.scopes],
  );
  await pool.query('INSERT INTO subscriber (tenant_id, id) VALUES ($1, $2)', [
    DEFAULT_TENANT_ID,
    EXAMPLE_SUBSCRIBER_ID,
  ]);
  await pool.query('INSERT INTO topic (tenant_id, key) VALUES ($1, $2)', [
    DEFAULT_TENANT_ID,
    EXAMPLE_TOPIC_KEY,
  ]);
  await pool.query(
    'INSERT INTO subscriber_device (tenant_id, token, subscriber_id) VALUES ($1, $2, $3)',
    [DEFAULT_TENANT_ID, exampleDevice.token, EXAMPLE_SUBSCRIBER_ID],
  );
  await pool.query('INSERT INTO batch (tenant_id, id, total) VALUES ($1, $2, 1)', [
    DEFAULT_TENANT_ID,
    EXAMPLE_BATCH_ID,
  ]);
  await pool.query(
    `INSERT INTO provider_account (id, tenant_id, name, provider, channels, settings)
     VALUES ($1, $2, 'example', 'smtp', '{email}', '{"host": "127.0.0.1", "port": 1, "from": "a@example.com"}')`,
    [EXAMPLE_ACCOUNT_ID, DEFAULT_TENANT_ID],
  );
  await pool.query(
    `INSERT INTO event_endpoint (id, tenant_id, url, types, secret)
     VALUES ($1, $2, 'https://shop.example.com/', '{delivery.failed}', 'sealed')`,
    [EXAMPLE_ENDPOINT_ID, DEFAULT_TENANT_ID],
  );
  await pool.query(
    `INSERT INTO suppression (tenant_id, channel, address_key, address, reason)
     VALUES ($1, 'email', 'ada@example.com', 'ada@example.com', 'test')`,
    [DEFAULT_TENANT_ID],
  );
  await pool.query('INSERT INTO partial (tenant_id, name, source) VALUES ($1, $2, $3)', [
    DEFAULT_TENANT_ID,
    EXAMPLE_PARTIAL,
    '',
  ]);
  await api.call('POST', '/templates', { body: { key: EXAMPLE_TEMPLATE, ...exampleDefinition } });
  const { body } = await api.call('POST', '/notifications', { body: emailRequest() });
  for (const id of [EXAMPLE_ID, EXAMPLE_DEAD_ID]) {
    const notificationId = `${id.slice(0, 32)}0000`;
    await pool.query(
      `INSERT INTO notification SELECT n.* FROM notification o, jsonb_populate_record(o,
         jsonb_build_object('id', $2::text, 'batch_id', $3::text)) n WHERE o.id = $1`,
      [body.id, notificationId, EXAMPLE_BATCH_ID],
    );
    await pool.query(
      `INSERT INTO delivery SELECT d.* FROM delivery o, jsonb_populate_record(o,
         jsonb_build_object('id', $2::text)) d WHERE o.id = $1`,
      [body.deliveries[0].id, `${id.slice(0, 32)}0001`],
    );
  }
  await failDelivery(api.database, EXAMPLE_DEAD_ID);
  await pool.query(
    `INSERT INTO redrive_run (id, tenant_id, filter, rate_per_second, matched, left_out, dead_before)
     VALUES ($1, $2, '{}', 1, 0, '{}', now())`,
    [EXAMPLE_REDRIVE_ID, DEFAULT_TENANT_ID],
  );
  await pool.query(
    `INSERT INTO hold (id, tenant_id, reason, is_open, notifications, total, measured, allowed)
     VALUES ($1, $2, 'burst', true, 2, 2, 2, 1)`,
    [EXAMPLE_HOLD_ID, DEFAULT_TENANT_ID],
  );
  await pool.query(
    `INSERT INTO inbox_item (tenant_id, id, subscriber_id, version, body, category)
     VALUES ($1, $2, $3, 1, 'Hello', 'transactional')`,
    [DEFAULT_TENANT_ID, EXAMPLE_ITEM_ID, EXAMPLE_SUBSCRIBER_ID],
  );
};
