import type { Channel } from '@carillon/domain';
import type { Parameters } from '../sql/parameters.ts';

/** Which dead letters of a tenant; what is null does not narrow. */
export interface DeadLetterFilter {
  readonly channel: Channel | null;
  readonly provider: string | null;
  readonly code: string | null;
  readonly templateKey: string | null;
  readonly templateVersion: number | null;
  /** When it was given up: `from` inclusive, `to` exclusive. */
  readonly from: Date | null;
  readonly to: Date | null;
  readonly deliveryIds: readonly string[] | null;
}

/** The conditions on `dead_letter`, to be joined by AND; the tenant's comes first. */
export const filterConditions = (
  p: Parameters,
  tenantId: string,
  filter: DeadLetterFilter,
): string[] => {
  const conditions = [`tenant_id = ${p.add(tenantId, 'uuid')}`];
  const add = (condition: string, value: unknown, type: string): void => {
    if (value !== null) conditions.push(`${condition} ${p.add(value, type)}`);
  };
  add('channel =', filter.channel, 'channel');
  add('provider =', filter.provider, 'text');
  add('code =', filter.code, 'text');
  add('template_key =', filter.templateKey, 'text');
  add('template_version =', filter.templateVersion, 'int');
  add('dead_at >=', filter.from, 'timestamptz');
  add('dead_at <', filter.to, 'timestamptz');
  if (filter.deliveryIds !== null) {
    conditions.push(`delivery_id = ANY (${p.add(filter.deliveryIds, 'uuid[]')})`);
  }
  return conditions;
};
