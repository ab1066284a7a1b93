import type { TestApi } from './start-test-api.ts';

export interface Entry {
  readonly id: string;
  readonly actor: string;
  readonly action: string;
  readonly entityType: string;
  readonly entityId: string;
  readonly before: object | null;
  readonly after: object | null;
}

/** Looks at the audit log of an api. */
export interface AuditLog {
  // Tests look into whatever came.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly call: (method: string, path: string, body?: object) => Promise<any>;
  readonly entries: (query?: string) => Promise<Entry[]>;
  /** What a call added to the log, in its order. */
  readonly addedBy: (method: string, path: string, body?: object) => Promise<Entry[]>;
}

export const auditLogOf = (api: () => TestApi): AuditLog => {
  const call: AuditLog['call'] = async (method, path, body) => {
    const reply = await api().call(method, path, { body });
    if (reply.status > 204) throw new Error(`${method} ${path}: ${reply.status} ${reply.text}`);
    return reply.body;
  };
  const entries: AuditLog['entries'] = async (query = '') => {
    const key = api().adminKey;
    return (await api().call('GET', `/audit-entries?limit=100${query}`, { key })).body.data;
  };
  const addedBy: AuditLog['addedBy'] = async (method, path, body) => {
    const before = new Set((await entries()).map(({ id }) => id));
    await call(method, path, body);
    return (await entries()).filter(({ id }) => !before.has(id)).toReversed();
  };
  return { call, entries, addedBy };
};
