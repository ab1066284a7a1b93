import { ADDRESS_FIELD } from './addresses/address-field.ts';
import type { Channel } from './channels.ts';
import type { FieldError } from './errors.ts';
import type { Recipient } from './recipient.ts';

/**
 * The fields of `to` that its channels need and that are absent (400 at `to.<field>`), one error a
 * field. With a `subscriberId` or a `topic` none is missing here: what a subscriber lacks shows when
 * he is looked up.
 */
export const missingAddresses = (to: Recipient, channels: readonly Channel[]): FieldError[] => {
  if (to.subscriberId !== undefined || to.topic !== undefined) return [];
  const fields = new Set(channels.map((channel) => ADDRESS_FIELD[channel]));
  return [...fields].flatMap((field) =>
    field === null || to[field] !== undefined
      ? []
      : [
          {
            path: `to.${field}`,
            code: 'required',
            message: `The channels asked for need to.${field}.`,
          },
        ],
  );
};
