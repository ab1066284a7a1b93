import { lowestIdAt } from '@carillon/domain';
import type { Database } from '../database.ts';
import { parameters, type Parameters } from '../sql/parameters.ts';

/** What to look for; a null does not narrow the search. */
export interface AuditSearch {
  readonly tenantId: string;
  /** Only those before this one. */
  readonly beforeId: string | null;
  readonly action: string | null;
  readonly actor: string | null;
  readonly entityType: string | null;
  readonly entityId: string | null;
  /** When it was done: `from` inclusive, `to` exclusive. */
  readonly from: Date | null;
  readonly to: Date | null;
  readonly limit: number;
}

/** Who did what to which; the time is that of the id. */
export interface AuditEntryRecord {
  readonly id: string;
  readonly actor: string;
  readonly action: string;
  readonly entityType: string;
  readonly entityId: string;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
}

/** Read from the notifications: nothing is written twice. */
const TRIGGERED = 'notification_triggered';

const bounds = (p: Parameters, search: AuditSearch): string[] => {
  const lowest = (at: Date): string => p.add(lowestIdAt(at.getTime()), 'uuid');
  return [
    `tenant_id = ${p.add(search.tenantId, 'uuid')}`,
    ...(search.beforeId === null ? [] : [`id < ${p.add(search.beforeId, 'uuid')}`]),
    ...(search.from === null ? [] : [`id >= ${lowest(search.from)}`]),
    ...(search.to === null ? [] : [`id < ${lowest(search.to)}`]),
  ];
};

const equal = (p: Parameters, column: string, value: string | null): string[] =>
  value === null ? [] : [`${column} = ${p.add(value, 'text')}`];

const entriesPart = (p: Parameters, search: AuditSearch): string => {
  const where = [
    ...bounds(p, search),
    ...equal(p, 'action', search.action),
    ...equal(p, 'actor', search.actor),
    ...equal(p, 'entity_type', search.entityType),
    ...equal(p, 'entity_id', search.entityId),
  ];
  return `SELECT id, actor, action, entity_type AS "entityType", entity_id AS "entityId", before, after
  FROM audit_entry WHERE ${where.join(' AND ')} ORDER BY id DESC LIMIT ${p.add(search.limit, 'int')}`;
};

const KEY_ACTOR = 'api_key:';
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const keyOf = (actor: string | null): string | undefined => {
  const id = actor?.startsWith(KEY_ACTOR) === true ? actor.slice(KEY_ACTOR.length) : '';
  return UUID.test(id) ? id : undefined;
};

/** Null where no notification can fit. */
const triggeredPart = (p: Parameters, search: AuditSearch): string | null => {
  const { action, actor, entityType, entityId } = search;
  if ((action ?? TRIGGERED) !== TRIGGERED || (entityType ?? 'notification') !== 'notification') {
    return null;
  }
  const keyId = keyOf(actor);
  if (actor !== null && actor !== 'system' && keyId === undefined) return null;
  if (entityId !== null && !UUID.test(entityId)) return null;
  const where = [
    ...bounds(p, search),
    ...(keyId === undefined ? [] : [`api_key_id = ${p.add(keyId, 'uuid')}`]),
    ...(actor === 'system' ? ['api_key_id IS NULL'] : []),
    ...(entityId === null ? [] : [`id = ${p.add(entityId, 'uuid')}`]),
  ];
  return `SELECT id, coalesce('api_key:' || api_key_id, 'system') AS actor, '${TRIGGERED}' AS action,
    'notification' AS "entityType", id::text AS "entityId", NULL::jsonb AS before,
    jsonb_strip_nulls(jsonb_build_object('category', category, 'batch_id', batch_id)) AS after
  FROM notification WHERE ${where.join(' AND ')} ORDER BY id DESC LIMIT ${p.add(search.limit, 'int')}`;
};

/** Entries that fit, the newest first, with one for each accepted notification. */
export const listAuditEntries = async (
  database: Database,
  search: AuditSearch,
): Promise<AuditEntryRecord[]> => {
  const p = parameters();
  const parts = [entriesPart(p, search), triggeredPart(p, search)].filter((part) => part !== null);
  const text = `SELECT * FROM (${parts.map((part) => `(${part})`).join(' UNION ALL ')}) AS entry
ORDER BY id DESC LIMIT ${p.add(search.limit, 'int')}`;
  return (await database.pool.query<AuditEntryRecord>(text, p.values)).rows;
};
