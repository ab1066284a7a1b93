import type { EgressPolicy } from '@carillon/providers';
import type { Producer } from '@carillon/queue';
import type { Database, TenantReads } from '@carillon/repositories';
import type { Clock, CodeLabelOf, Logger, Metrics, Sealer, Tracer } from '@carillon/runtime';
import type { InboxTokens } from './auth/inbox-tokens.ts';
import type { TakeTurn } from './turns/create-turns.ts';
import type { KeyRing } from './auth/open-key-ring.ts';
import type { Renderer } from '@carillon/templates';
import type { Ids } from './create-ids.ts';
import type { InboxStreams } from './inbox-streams/open-inbox-streams.ts';
import type { Acceptor } from './accept/open-acceptor.ts';
import type { Strangers } from './rate-limits/open-strangers.ts';
import type { RequestLimits } from './rate-limits/open-request-limits.ts';

/** What an endpoint may use. */
export interface Services {
  readonly database: Database;
  /** Sessions that see one tenant only; null where the database user may not have them. */
  readonly tenantReads: TenantReads | null;
  readonly producer: Producer;
  readonly acceptor: Acceptor;
  readonly requestLimits: RequestLimits;
  /** Callers whose key is not known. */
  readonly strangers: Strangers;
  readonly renderer: Renderer;
  /** When analytics may be read: few at once, as each reads many rows. */
  readonly takeAnalyticsTurn: TakeTurn;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** Null where nobody collects traces. */
  readonly tracer: Tracer | null;
  /** Under which label a vendor's code is counted. */
  readonly codeLabelOf: CodeLabelOf;
  /** Keeps the secrets of provider accounts. */
  readonly sealer: Sealer;
  readonly inboxTokens: InboxTokens;
  readonly keyRing: KeyRing;
  readonly inboxStreams: InboxStreams;
  /** Where webhooks may go. */
  readonly egress: EgressPolicy;
}
