/** A person as the caller knows him. */
export interface SubscriberRecord {
  readonly tenantId: string;
  readonly id: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly name: string | null;
  readonly locale: string | null;
  readonly timezone: string | null;
  readonly data: Readonly<Record<string, unknown>>;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** The columns of a subscriber, under the names of `SubscriberRecord`. */
export const SUBSCRIBER_COLUMNS = [
  'tenant_id as tenantId',
  'id',
  'email',
  'phone',
  'name',
  'locale',
  'timezone',
  'data',
  'created_at as createdAt',
  'updated_at as updatedAt',
] as const;
