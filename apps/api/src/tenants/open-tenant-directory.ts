import type { Channel } from '@carillon/domain';
import {
  readConfigurationVersion,
  readEnvironmentChannels,
  readTenantConfiguration,
  type Database,
} from '@carillon/repositories';
import { logAndContinue, type Logger } from '@carillon/runtime';
import { tenantRules, type TenantRules } from './tenant-rules.ts';

/** Every tenant's rules, remembered until accounts, routes, settings or event endpoints change anywhere. */
export interface TenantDirectory {
  /** At once where the tenant is known; rejects when PostgreSQL does not answer. */
  of(tenantId: string): TenantRules | Promise<TenantRules>;
  close(): void;
}

/** A change is in force within 5 s (API.md, settings). */
const LOOK_MS = 1_000;

export const openTenantDirectory = (database: Database, log: Logger): TenantDirectory => {
  const known = new Map<string, TenantRules>();
  let version: string | null = null;
  let everybody: readonly Channel[] | null = null;

  const look = async (): Promise<void> => {
    const newest = await readConfigurationVersion(database);
    if (newest === version) return;
    everybody = await readEnvironmentChannels(database);
    version = newest;
    known.clear();
  };
  const load = async (tenantId: string): Promise<TenantRules> => {
    if (version === null) await look();
    const readAt = version;
    const rules = tenantRules(await readTenantConfiguration(database, tenantId), everybody);
    // What changed meanwhile is read by the next who asks.
    if (readAt === version) known.set(tenantId, rules);
    return rules;
  };
  const timer = setInterval(() => {
    if (version === null) return;
    void logAndContinue(look(), log, 'changes of settings and accounts are not seen yet');
  }, LOOK_MS);
  timer.unref();

  return {
    of: (tenantId) => known.get(tenantId) ?? load(tenantId),
    close: () => clearInterval(timer),
  };
};
