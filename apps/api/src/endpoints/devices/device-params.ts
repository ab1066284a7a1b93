import { addressField } from '../../fields/address-field.ts';
import { subscriberParams } from '../subscribers/subscriber-params.ts';

/** A device by its token, below its subscriber. */
export const deviceParams = subscriberParams.extend({ token: addressField('push') });
