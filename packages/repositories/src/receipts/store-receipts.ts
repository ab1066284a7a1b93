import type { Outcome, ReceiptKind } from '@carillon/domain';
import type { Database } from '../database.ts';
import { plainArray, textArray } from '../sql/arrays.ts';
import { repeatOnConflict } from '../sql/repeat-on-conflict.ts';

/** What a vendor said about one attempt, ready to be kept. Foreign text is already cleaned. */
export interface ReceiptRow {
  readonly deliveryId: string;
  readonly leaseToken: number;
  /** Tells a repeated receipt from a new one, within its attempt. */
  readonly key: string;
  readonly kind: ReceiptKind;
  readonly at: Date;
  readonly outcome: Outcome | null;
  readonly code: string | null;
  readonly message: string | null;
  readonly providerMessageId: string | null;
  readonly suppress: { readonly days: number | null } | null;
  readonly raw: string;
}

// A delivery without an address was erased: what a vendor still says of it would bring it back.
const STORE = `
INSERT INTO receipt (tenant_id, provider_account_id, delivery_id, lease_token, key, kind, at, outcome, code,
  message, provider_message_id, suppress, suppress_days, raw)
SELECT $1, $2, r.delivery_id, r.lease_token, r.key, r.kind, least(r.at, now()), r.outcome, r.code,
  r.message, r.message_id, r.suppress, r.suppress_days,
  CASE WHEN d.address IS NULL THEN '' ELSE r.raw END
FROM unnest($3::uuid[], $4::int[], $5::text[], $6::text[], $7::timestamptz[], $8::outcome[], $9::text[],
    $10::text[], $11::text[], $12::boolean[], $13::int[], $14::text[])
    AS r(delivery_id, lease_token, key, kind, at, outcome, code, message, message_id, suppress,
      suppress_days, raw)
  CROSS JOIN LATERAL (
    SELECT d.address FROM delivery d
    WHERE d.id = r.delivery_id AND d.tenant_id = $1 AND d.lease_token >= r.lease_token OFFSET 0) d
ON CONFLICT (delivery_id, lease_token, key) DO NOTHING
RETURNING delivery_id`;

/**
 * Keeps receipts of a tenant's deliveries; those of nothing we know, and those kept before, are left
 * out. Resolves to the deliveries of which something new was heard.
 */
export const storeReceipts = async (
  { pool }: Database,
  account: { readonly tenantId: string; readonly id: string },
  rows: readonly ReceiptRow[],
): Promise<string[]> => {
  const statement = {
    name: 'store-receipts',
    text: STORE,
    values: [
      account.tenantId,
      account.id,
      plainArray(rows.map((r) => r.deliveryId)),
      plainArray(rows.map((r) => r.leaseToken)),
      textArray(rows.map((r) => r.key)),
      textArray(rows.map((r) => r.kind)),
      rows.map((r) => r.at),
      plainArray(rows.map((r) => r.outcome)),
      textArray(rows.map((r) => r.code)),
      textArray(rows.map((r) => r.message)),
      textArray(rows.map((r) => r.providerMessageId)),
      plainArray(rows.map((r) => r.suppress !== null)),
      plainArray(rows.map((r) => r.suppress?.days ?? null)),
      textArray(rows.map((r) => r.raw)),
    ],
  };
  const stored = await repeatOnConflict(() => pool.query<{ delivery_id: string }>(statement));
  return [...new Set(stored.rows.map((r) => r.delivery_id))];
};
