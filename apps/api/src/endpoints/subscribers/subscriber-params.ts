import { z } from 'zod';
import { addressField } from '../../fields/address-field.ts';

/** The caller's own name for a person, as it stands in a path. */
export const subscriberParams = z.strictObject({ subscriberId: addressField('in_app') });
