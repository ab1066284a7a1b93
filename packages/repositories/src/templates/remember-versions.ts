import type { Database } from '../database.ts';

/** A version as a notification names it. */
export interface VersionKey {
  readonly tenantId: string;
  readonly versionId: string;
}

/** A version that can be rendered; what the object holds is the affair of `templates`. */
export interface RenderedVersion extends VersionKey {
  readonly expanded: Readonly<Record<string, unknown>>;
}

/** The versions that this process has met, as many as fit. */
export interface VersionMemory {
  /**
   * These versions by their ids; unknown ones are left out. One statement for all that are not
   * remembered, none when all are: a version never changes, so what is remembered is right for good.
   */
  fetch(keys: readonly VersionKey[]): Promise<ReadonlyMap<string, RenderedVersion>>;
}

const FETCH = `
SELECT v.tenant_id AS "tenantId", v.id AS "versionId", v.expanded,
  octet_length(v.expanded::text) AS bytes
FROM unnest($1::uuid[], $2::uuid[]) AS k(tenant_id, id)
  JOIN template_version v ON v.tenant_id = k.tenant_id AND v.id = k.id`;

const nameOf = ({ tenantId, versionId }: VersionKey): string => `${tenantId} ${versionId}`;

/** Remembers the versions used last, up to `maxBytes` of their JSON; the newest one always. */
export const rememberVersions = ({ pool }: Database, maxBytes: number): VersionMemory => {
  const known = new Map<string, { readonly version: RenderedVersion; readonly bytes: number }>();
  let held = 0;

  const forget = (name: string): void => {
    held -= known.get(name)?.bytes ?? 0;
    known.delete(name);
  };
  const remember = (name: string, version: RenderedVersion, bytes: number): void => {
    forget(name);
    known.set(name, { version, bytes });
    held += bytes;
    for (const oldest of known.keys()) {
      if (held <= maxBytes || oldest === name) return;
      forget(oldest);
    }
  };
  const load = async (keys: readonly VersionKey[]) => {
    const values = [keys.map((k) => k.tenantId), keys.map((k) => k.versionId)];
    const { rows } = await pool.query<RenderedVersion & { bytes: number }>(FETCH, values);
    return rows;
  };

  return {
    fetch: async (keys) => {
      const wanted = new Map(keys.map((key) => [nameOf(key), key]));
      const found = new Map<string, RenderedVersion>();
      const missing: VersionKey[] = [];
      for (const [name, key] of wanted) {
        const one = known.get(name);
        if (one === undefined) missing.push(key);
        else {
          found.set(key.versionId, one.version);
          remember(name, one.version, one.bytes);
        }
      }
      if (missing.length === 0) return found;
      for (const { bytes, ...version } of await load(missing)) {
        found.set(version.versionId, version);
        remember(nameOf(version), version, bytes);
      }
      return found;
    },
  };
};
