import { CarillonError, type FieldError, MAX_BATCH_SIZE } from '@carillon/domain';
import { z } from 'zod';
import { findUncleanText } from '../../http/find-unclean-text.ts';
import type { ParsedJson } from '../../http/parse-json.ts';
import { invalidFields, validate, type Validated } from '../../http/validate.ts';
import { notificationRequestSchema, type ReadNotification } from './notification-request-schema.ts';

const MODES = ['all', 'partial'] as const;

export const batchQuery = z.strictObject({
  mode: z.enum(MODES).default('all').meta({
    description: 'all: one bad item refuses the batch. partial: the good ones are accepted.',
  }),
});

/** The body as documented; read item by item, so that one bad item says nothing of the others. */
export const batchSchema = z.strictObject({
  notifications: z.array(notificationRequestSchema).min(1).max(MAX_BATCH_SIZE),
});

/** Every notification of a batch is answered with its id, and a broadcast has as many as members. */
const itemSchema = notificationRequestSchema.refine(({ to }) => to.topic === undefined, {
  path: ['to', 'topic'],
  message: 'A broadcast is a request of its own: POST /notifications.',
});

const outerSchema = z.strictObject({ notifications: z.array(z.unknown()).min(1) });

/** Where an item stands in the body. */
export const itemPath = (index: number): string => `notifications.${index}`;

/** A problem within an item, as seen from the body. */
export const inItem =
  (index: number) =>
  (error: FieldError): FieldError => ({ ...error, path: `${itemPath(index)}.${error.path}` });

const readItem = (
  item: unknown,
  index: number,
  isSuspect: boolean,
): Validated<ReadNotification> => {
  const unclean = isSuspect ? findUncleanText(item, itemPath(index)) : [];
  if (unclean.length > 0) return { ok: false, errors: unclean };
  return validate(itemSchema, item, itemPath(index));
};

/** Every item of a batch with what is wrong with it. Throws where there is no batch to speak of. */
export const readBatch = ({ value, isSuspect }: ParsedJson): Validated<ReadNotification>[] => {
  const outer = validate(outerSchema, value);
  if (!outer.ok) throw invalidFields(outer.errors);
  const { notifications } = outer.value;
  if (notifications.length > MAX_BATCH_SIZE) {
    throw new CarillonError(
      'batch_too_large',
      `A batch has at most ${MAX_BATCH_SIZE} notifications.`,
    );
  }
  return notifications.map((item, index) => readItem(item, index, isSuspect));
};
