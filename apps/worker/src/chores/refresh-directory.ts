import type { AccountDirectory } from '../accounts/account-directory.ts';
import type { Chore } from './chore.ts';

/** Forgets what was remembered of tenants when accounts, routes, settings or categories have changed. */
export const refreshDirectoryChore = (directory: AccountDirectory): Chore => ({
  name: 'refresh-directory',
  intervalMs: 500,
  once: false,
  pass: async () => ((await directory.refresh()) ? { refreshed: 1 } : null),
});
