import { timeOfId } from '@carillon/domain';
import type { AuditEntryRecord } from '@carillon/repositories';
import { z } from 'zod';

const facts = z.record(z.string(), z.unknown()).nullable();

export const auditEntrySchema = z
  .strictObject({
    id: z.string(),
    at: z.string(),
    actor: z.string().meta({ description: '`api_key:<id>`, `operator:<name>` or `system`.' }),
    action: z.string(),
    entityType: z.string(),
    entityId: z.string(),
    before: facts,
    after: facts,
  })
  .meta({ id: 'AuditEntry' });

const camelCase = (name: string): string =>
  name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** Facts have the names of columns. */
const shown = (columns: AuditEntryRecord['before']) =>
  columns &&
  Object.fromEntries(Object.entries(columns).map(([name, value]) => [camelCase(name), value]));

export const auditEntryView = ({
  before,
  after,
  ...entry
}: AuditEntryRecord): z.output<typeof auditEntrySchema> => ({
  ...entry,
  at: new Date(timeOfId(entry.id)).toISOString(),
  before: shown(before),
  after: shown(after),
});

export const exampleAuditEntry: z.output<typeof auditEntrySchema> = {
  id: '01997d2e-0000-7000-8000-000000000000',
  at: '2025-09-24T21:22:36.928Z',
  actor: 'api_key:01997d2e-0000-7000-8000-000000000001',
  action: 'route_updated',
  entityType: 'route',
  entityId: 'email',
  before: { channel: 'email', strategy: 'failover', accounts: [] },
  after: { channel: 'email', strategy: 'weighted', accounts: [] },
};
