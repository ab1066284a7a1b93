import type { Channel } from '@carillon/domain';

/** Which tenants' channels have due deliveries waiting for a budget, as the last dispatch pass saw it. */
export interface HeldClasses {
  set(waiting: readonly { tenantId: string; channel: Channel }[]): void;
  has(tenantId: string, channel: Channel): boolean;
}

export const createHeldClasses = (): HeldClasses => {
  let held = new Set<string>();
  return {
    set: (waiting) => {
      held = new Set(waiting.map(({ tenantId, channel }) => `${channel}:${tenantId}`));
    },
    has: (tenantId, channel) => held.size > 0 && held.has(`${channel}:${tenantId}`),
  };
};
