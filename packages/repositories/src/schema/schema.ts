import type {
  TenantTable,
  ApiKeyTable,
  RetiredSecretTable,
  SubscriberTable,
  IdempotencyKeyTable,
} from './tenants.ts';
import type {
  BatchTable,
  NotificationTable,
  DeliveryTable,
  AttemptTable,
} from './notifications.ts';
import type {
  DispatchTable,
  DeadLetterTable,
  HeldClassTable,
  SuppressionTable,
  InboxItemTable,
  RedriveTable,
  MetricCounterTable,
  ChoreTable,
} from './in-flight.ts';
import type {
  CategoryTable,
  ErasureTable,
  PreferenceTable,
  SubscriberDeviceTable,
} from './preferences.ts';
import type {
  AccountOutcomeTable,
  CapCounterTable,
  CircuitTable,
  ProviderAccountTable,
  ReceiptTable,
  RouteTable,
  TenantSettingTable,
} from './providers.ts';
import type {
  EventDeliveryTable,
  EventEndpointTable,
  EventSubscriptionTable,
  EventTable,
} from './events.ts';
import type { DeadLetterHourTable, RedriveRunTable } from './redrives.ts';
import type { PartialTable, TemplateTable, TemplateVersionTable } from './templates.ts';
import type { BroadcastTable } from './broadcasts.ts';
import type { RetentionLeftTable, RetentionSweepTable } from './retention.ts';
import type { AcceptanceRateTable, HoldMemberTable, HoldTable } from './holds.ts';
import type { TopicMemberTable, TopicTable } from './topics.ts';
import type {
  CollapseSlotTable,
  DedupeKeyTable,
  DigestMemberTable,
  DigestTable,
} from './unique-keys.ts';

/** The tables of the current migration, as the query builder sees them. */
export interface Schema {
  installation: { id: string; webhook_secret: string; link_secret: string; created_at: Date };
  tenant: TenantTable;
  api_key: ApiKeyTable;
  retired_secret: RetiredSecretTable;
  subscriber: SubscriberTable;
  idempotency_key: IdempotencyKeyTable;
  batch: BatchTable;
  notification: NotificationTable;
  delivery: DeliveryTable;
  attempt: AttemptTable;
  dispatch: DispatchTable;
  held_class: HeldClassTable;
  dead_letter: DeadLetterTable;
  suppression: SuppressionTable;
  inbox_item: InboxItemTable;
  dead_letter_hour: DeadLetterHourTable;
  redrive: RedriveTable;
  redrive_run: RedriveRunTable;
  metric_counter: MetricCounterTable;
  chore: ChoreTable;
  configuration: { version: string; key_version: string };
  provider_account: ProviderAccountTable;
  route: RouteTable;
  tenant_setting: TenantSettingTable;
  circuit: CircuitTable;
  account_outcome: AccountOutcomeTable;
  receipt: ReceiptTable;
  cap_counter: CapCounterTable;
  template: TemplateTable;
  template_version: TemplateVersionTable;
  partial: PartialTable;
  topic: TopicTable;
  topic_member: TopicMemberTable;
  category: CategoryTable;
  preference: PreferenceTable;
  dedupe_key: DedupeKeyTable;
  collapse_slot: CollapseSlotTable;
  subscriber_device: SubscriberDeviceTable;
  erasure: ErasureTable;
  broadcast: BroadcastTable;
  retention_sweep: RetentionSweepTable;
  retention_left: RetentionLeftTable;
  hold: HoldTable;
  hold_member: HoldMemberTable;
  acceptance_rate: AcceptanceRateTable;
  digest: DigestTable;
  digest_member: DigestMemberTable;
  event: EventTable;
  event_endpoint: EventEndpointTable;
  event_delivery: EventDeliveryTable;
  event_subscription: EventSubscriptionTable;
}
