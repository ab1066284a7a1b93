/** A source of `eventParts`: holds that are new. Requests that join one later say nothing more. */
export const holdEvents = (joined: string): string => `SELECT 1 AS rank, tenant_id,
    'hold.created' AS type, id AS subject, jsonb_build_object('holdId', id, 'reason', reason,
      'notifications', notifications, 'deliveries', total, 'measured', measured,
      'allowed', allowed) AS data
  FROM ${joined} WHERE is_new`;
