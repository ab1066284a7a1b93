/** Where a tenant is told of what happens. Its secrets are not read with it. */
export interface EventEndpointRecord {
  readonly id: string;
  readonly tenantId: string;
  readonly url: string;
  readonly types: readonly string[];
  readonly description: string | null;
  readonly disabledAt: Date | null;
  /** `gone` (it answered 410), `failing` (five days of failures), `request` (somebody asked for it). */
  readonly disabledReason: string | null;
  /** Since when every event has failed; null while events are taken. */
  readonly failingSince: Date | null;
  /** When we warned that it will be disabled. */
  readonly warnedAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export const EVENT_ENDPOINT_COLUMNS = [
  'id',
  'tenant_id as tenantId',
  'url',
  'types',
  'description',
  'disabled_at as disabledAt',
  'disabled_reason as disabledReason',
  'failing_since as failingSince',
  'warned_at as warnedAt',
  'created_at as createdAt',
  'updated_at as updatedAt',
] as const;

/** One endpoint of a tenant. */
export interface EventEndpointKey {
  readonly tenantId: string;
  readonly id: string;
}
