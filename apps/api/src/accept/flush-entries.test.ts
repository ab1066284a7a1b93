import { DEFAULT_BRAKE } from '@carillon/domain';
import type { Database } from '@carillon/repositories';
import { systemClock } from '@carillon/runtime';
import { createIds } from '../create-ids.ts';
import { notificationRequestSchema } from '../endpoints/notifications/notification-request-schema.ts';
import type { AcceptEntry } from './accept-entry.ts';
import { draftRequest } from './draft-request.ts';
import { flushEntries } from './flush-entries.ts';

const egress = { allow: [], denyCidrs: [], allowHttp: false };
const clock = systemClock();

const entry = (): AcceptEntry => {
  const read = notificationRequestSchema.parse({
    to: { email: 'ada@example.com' },
    channels: ['email'],
    content: { body: 'hello' },
  });
  const drafted = draftRequest(read, { now: clock.now(), egress });
  if (!drafted.ok) throw new Error('no draft');
  const about = { idempotency: null, traceparent: null, batchId: null, bytes: 1 };
  const answer = () => ({ status: 202, location: null, body: '' });
  return { ...about, tenantId: 'a', apiKeyId: null, drafts: [drafted.draft], answer };
};

const rules = {
  serves: () => true,
  sms: { maxSegments: 4, allowedCountries: null },
  tellsEvents: false,
  brake: DEFAULT_BRAKE,
};

test('what could not be stored counts for nothing in the pace of its tenant', async () => {
  const counted: number[] = [];
  const flushing = flushEntries([entry()], {
    database: {} as Database,
    tenants: { of: () => rules, close: () => {} },
    paces: {
      know: () => {},
      of: () => ({ perMinute: 0, baselinePerMinute: 0 }),
      count: (_tenantId, { offered }) => void counted.push(offered),
      close: () => {},
    },
    firsts: new Map(),
    clock,
    ids: createIds(clock),
    admit: () => Promise.reject(new Error('away')),
    chunkSizeOf: () => 50,
    onStored: () => {},
    onFailed: () => {},
  });
  await expect(flushing).rejects.toThrow('away');
  expect(counted).toEqual([1, -1]);
});
