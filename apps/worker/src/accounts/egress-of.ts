import type { EgressPolicy } from '@carillon/providers';
import type { WorkerConfig } from '../config.ts';

/** What the environment lets providers and webhooks connect to. */
export const egressOf = (config: WorkerConfig): EgressPolicy => ({
  allow: config.EGRESS_ALLOW,
  denyCidrs: config.EGRESS_DENY_CIDRS,
  allowHttp: config.EGRESS_ALLOW_HTTP,
});
