import type { HeldClass } from '@carillon/repositories';

/** Which tenants' channels have due deliveries that wait in PostgreSQL, as the last dispatch pass saw it. */
export interface HeldClasses {
  /** Waiting for a budget, and waiting for an account that may be called at all. */
  set(seen: { readonly rationed: readonly HeldClass[]; readonly shut: readonly HeldClass[] }): void;
  /** True for one that waits for a budget. */
  has(tenantId: string, channel: HeldClass['channel']): boolean;
  /** Both. */
  list(): readonly HeldClass[];
}

export const createHeldClasses = (): HeldClasses => {
  let held = new Set<string>();
  let all: readonly HeldClass[] = [];
  return {
    set: ({ rationed, shut }) => {
      held = new Set(rationed.map(({ tenantId, channel }) => `${channel}:${tenantId}`));
      all = [...rationed, ...shut];
    },
    has: (tenantId, channel) => held.size > 0 && held.has(`${channel}:${tenantId}`),
    list: () => all,
  };
};
