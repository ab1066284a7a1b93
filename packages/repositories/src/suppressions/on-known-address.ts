/**
 * The end of `INSERT INTO suppression AS known` by what a vendor has said: an entry that ends, or has
 * ended, gives way to one that lasts longer; what lasts for good stays as it is.
 */
export const ON_KNOWN_ADDRESS = `ON CONFLICT (tenant_id, channel, address_key, category) DO UPDATE
    SET reason = excluded.reason, until = excluded.until
    WHERE known.until < coalesce(excluded.until, 'infinity')`;
