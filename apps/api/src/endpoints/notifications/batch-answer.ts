import {
  CarillonError,
  type DeliveryStatus,
  ERROR_CODES,
  type ErrorCode,
  type FieldError,
  NOTIFICATION_STATUSES,
  notificationStatusOf,
} from '@carillon/domain';
import { z } from 'zod';
import type { AcceptedAnswer } from '../../accept/accept-entry.ts';
import type { Judged } from '../../accept/judged.ts';
import type { RequestDraft } from '../../accept/request-draft.ts';
import { fieldErrorSchema } from '../../http/problem-schema.ts';
import { inItem } from './read-batch.ts';

const acceptedItem = z.strictObject({
  index: z.int(),
  id: z.uuid(),
  status: z.enum(NOTIFICATION_STATUSES),
  deduplicated: z.literal(true).optional(),
});
const rejectedItem = z.strictObject({
  index: z.int(),
  error: z.strictObject({ code: z.enum(ERROR_CODES), errors: z.array(fieldErrorSchema) }),
});

export const acceptedBatchSchema = z
  .strictObject({ batchId: z.uuid(), accepted: z.int(), items: z.array(acceptedItem) })
  .meta({ id: 'AcceptedBatch' });

export const partialBatchSchema = z
  .strictObject({
    batchId: z.uuid(),
    accepted: z.int(),
    rejected: z.int(),
    items: z.array(z.union([acceptedItem, rejectedItem])),
  })
  .meta({ id: 'PartialBatch' });

/** An item of a batch that is valid by itself, or what is wrong with it. */
export type BatchItem =
  | { readonly ok: true; readonly draft: RequestDraft }
  | { readonly ok: false; readonly errors: readonly FieldError[] };

type ItemView = z.output<typeof acceptedItem> | z.output<typeof rejectedItem>;

const statusOf = (deliveries: readonly { readonly status: DeliveryStatus }[]) =>
  notificationStatusOf(deliveries.map(({ status }) => status));

const acceptedView = (index: number, judged: Judged & { ok: true }): ItemView => {
  if ('notification' in judged) {
    const { id, deliveries } = judged.notification;
    return { index, id, status: statusOf(deliveries) };
  }
  const { record, deliveries } = judged.first;
  return { index, id: record.id, status: statusOf(deliveries), deduplicated: true };
};

/** A bad item tells so much of what is wrong with it: the answer stays within the size of the request. */
const MOST_ITEM_ERRORS = 100;

const rejectedView = (index: number, code: ErrorCode, errors: readonly FieldError[]): ItemView => ({
  index,
  error: { code, errors: errors.slice(0, MOST_ITEM_ERRORS) },
});

/** Goes through the items in order; what was planned follows the order of the good ones. */
const viewsOf = (items: readonly BatchItem[], planned: readonly Judged[]): ItemView[] => {
  const plans = planned.values();
  return items.map((item, index) => {
    if (!item.ok) return rejectedView(index, 'validation_failed', item.errors);
    const plan = plans.next().value;
    if (plan?.ok === true) return acceptedView(index, plan);
    const { code, errors } = plan?.problem ?? { code: 'internal' as const, errors: [] };
    return rejectedView(index, code, errors.map(inItem(index)));
  });
};

const MOST_ERRORS = 1_000;

/** 400 with every bad item; nothing is stored. */
export const refusedBatch = (errors: readonly FieldError[]): CarillonError =>
  new CarillonError(
    'validation_failed',
    `${errors.length} fields are not valid; nothing is stored.`,
    {
      errors: errors.slice(0, MOST_ERRORS),
    },
  );

/**
 * The answer of a batch: 202 with all of it, or for `partial` 207 with the bad items beside the good.
 * Throws 400 with every bad item otherwise.
 */
export const batchAnswer = (
  batch: { readonly id: string; readonly items: readonly BatchItem[]; readonly partial: boolean },
  planned: readonly Judged[],
): AcceptedAnswer => {
  const items = viewsOf(batch.items, planned);
  const bad = items.flatMap((item) => ('error' in item ? [item.error] : []));
  const accepted = items.length - bad.length;
  const location = `/api/v1/batches/${batch.id}`;
  if (batch.partial) {
    const body = { batchId: batch.id, accepted, rejected: bad.length, items };
    return { status: 207, location, body: JSON.stringify(body) };
  }
  if (bad.length > 0) throw refusedBatch(bad.flatMap(({ errors }) => errors));
  return { status: 202, location, body: JSON.stringify({ batchId: batch.id, accepted, items }) };
};
