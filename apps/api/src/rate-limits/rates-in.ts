import type { ApiConfig } from '../config.ts';
import type { Rates } from './create-budgets-of-callers.ts';

export const ratesIn = (config: ApiConfig): Rates => ({
  keyRequests: config.RATE_LIMIT_REQUESTS,
  keyNotifications: config.RATE_LIMIT_NOTIFICATIONS,
  tenantRequests: config.RATE_LIMIT_TENANT_REQUESTS,
  tenantNotifications: config.RATE_LIMIT_TENANT_NOTIFICATIONS,
});
