/** A source of `eventParts`: notifications that were stored. They have said all that there is to tell. */
export const acceptedEvents = (stored: string): string => `SELECT 1 AS rank, tenant_id,
    'notification.accepted' AS type, id AS subject, '{}'::jsonb AS data
  FROM ${stored}`;
