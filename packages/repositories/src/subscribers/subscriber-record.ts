import { sql } from 'kysely';
import type { Device } from '../devices/device.ts';

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
  /** The one registered last comes first. */
  readonly devices: readonly Device[];
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

const DEVICES = sql<Device[]>`(SELECT coalesce(json_agg(json_build_object('token', d.token,
    'platform', d.platform) ORDER BY d.registered_at DESC, d.token), '[]')
  FROM subscriber_device d
  WHERE d.tenant_id = subscriber.tenant_id AND d.subscriber_id = subscriber.id)`;

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
  DEVICES.as('devices'),
  'created_at as createdAt',
  'updated_at as updatedAt',
] as const;
