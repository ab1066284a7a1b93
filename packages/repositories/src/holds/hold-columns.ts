// Columns of a hold `h`. What waits in it is counted as long as it can change; the rows of `delivery`
// without a dispatch have an index of their own, so that this reads what waits and no more.
export const HOLD_COLUMNS = `
h.id, h.reason, h.status, h.notifications, h.total, h.measured,
h.allowed, h.created_at AS "createdAt", h.last_at AS "lastAt",
h.decided_at AS "decidedAt",
CASE WHEN h.settled_at IS NULL THEN (
  SELECT count(*) FROM hold_member m JOIN delivery d ON d.id = m.delivery_id
  WHERE m.hold_id = h.id AND m.delivery_id > h.cursor AND d.tenant_id = h.tenant_id
    AND d.dispatch_id IS NULL AND d.status = 'scheduled'
) + (
  SELECT coalesce(sum(greatest(a.total - b.made, 0) * b.channels), 0)
  FROM broadcast b JOIN batch a ON a.tenant_id = b.tenant_id AND a.id = b.batch_id
  WHERE b.hold_id = h.id AND b.cancelled_at IS NULL
) ELSE 0 END::int AS waiting`;
