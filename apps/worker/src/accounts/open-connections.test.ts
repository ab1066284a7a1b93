import type { ProviderAccountRecord } from '@carillon/repositories';
import { createConnections } from './open-connections.ts';

const record = (version: number): ProviderAccountRecord => ({
  id: '01935f2a-1111-7000-8000-000000000001',
  tenantId: '01935f2a-2222-7000-8000-000000000001',
  name: 'inbox',
  provider: 'inbox',
  channels: ['in_app'],
  settings: {},
  sealed: {},
  ratePerSecond: null,
  deadlineMs: null,
  version,
  createdAt: new Date('2026-01-01T00:00:00Z'),
  updatedAt: new Date('2026-01-01T00:00:00Z'),
});
const connections = createConnections({
  egress: { allow: [], denyCidrs: [], allowHttp: false },
  now: () => new Date('2026-01-01T00:00:00Z'),
  unseal: () => ({}),
  publicUrl: null,
});
afterAll(() => connections.close());

test('an account is opened once for each version of it', () => {
  const first = connections.open(record(1));
  expect(connections.open(record(1))).toBe(first);
  expect(connections.open(record(2))).not.toBe(first);
});

test('a version that was read earlier and comes later does not close the newer one', () => {
  const newer = connections.open(record(4));
  expect(connections.open(record(3))).toBe(newer);
  expect(connections.open(record(4))).toBe(newer);
});

test('what was replaced or deleted begins no call any more, and its successor does', () => {
  const replaced = connections.open(record(5));
  const current = connections.open(record(6));
  expect([replaced.calls.begin(), current.calls.begin()]).toEqual([false, true]);
  const { id, tenantId } = record(6);
  expect(connections.list()).toEqual([{ id, tenantId }]);
  connections.retire([id]);
  expect([current.calls.mayGoOn(), connections.list()]).toEqual([false, []]);
});
