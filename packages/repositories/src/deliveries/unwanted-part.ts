// Parts of the record's statement for addresses that a result has shown to be dead; `u` are the
// deliveries that it changed.
import { TOLD_OF_SUPPRESSION } from '../events/suppression-events.ts';
import { ON_KNOWN_ADDRESS } from '../suppressions/on-known-address.ts';

/** What was registered anew since the call is another device, whatever its token. */
const REGISTERED_SINCE = `EXISTS (SELECT FROM subscriber_device d WHERE u.channel = 'push'
    AND d.tenant_id = u.tenant_id AND d.token = u.address AND d.registered_at > u.started_at)`;

/** Puts them on the suppression list. `devices`: whether tokens may be among them. */
export const unwantedPart = (devices: boolean): string => `unwanted AS (
  INSERT INTO suppression AS known (tenant_id, channel, address_key, address, reason, until)
  SELECT DISTINCT ON (tenant_id, channel, lower(address)) tenant_id, channel, lower(address), address,
    coalesce(code, 'permanent_recipient'), now() + suppress_days * interval '1 day'
  FROM u WHERE suppress AND address IS NOT NULL ${devices ? `AND NOT ${REGISTERED_SINCE}` : ''}
  ${ON_KNOWN_ADDRESS}
  RETURNING ${TOLD_OF_SUPPRESSION}
)`;

/** Takes tokens that are dead from their subscribers. */
export const DEAD_DEVICES = `devices AS (
  DELETE FROM subscriber_device d USING u
  WHERE u.suppress AND u.channel = 'push' AND d.tenant_id = u.tenant_id AND d.token = u.address
    AND d.registered_at <= u.started_at
)`;
