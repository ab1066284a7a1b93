// Which notifications are a person's: parts of statements over `notification n` with `$1` the tenant,
// `$2` his id as a subscriber and `$3` his addresses as they are compared.

/** Whom a notification is for, read once for each. */
export const RECIPIENT = `LEFT JOIN LATERAL json_to_record(n.request -> 'to')
    AS t("subscriberId" text, email text, phone text, "pushToken" text) ON true`;

/** An address that stands beside another subscriber is taken for that one's. */
export const IS_HIS = `coalesce(t."subscriberId" = $2, lower(t.email) = ANY ($3::text[])
    OR t.phone = ANY ($3::text[]) OR lower(t."pushToken") = ANY ($3::text[]))`;
