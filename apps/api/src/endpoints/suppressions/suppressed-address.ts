import { CarillonError, parseAddress, type Channel } from '@carillon/domain';

/** The address in its normal form, as deliveries have it; throws 400. */
export const suppressedAddress = (channel: Channel, text: string): string => {
  const problem = (message: string): CarillonError =>
    new CarillonError('validation_failed', 'The address is not valid.', {
      errors: [{ path: 'address', code: 'invalid_address', message }],
    });
  if (channel === 'system') throw problem('The channel system has no addresses.');
  const parsed = parseAddress(channel, text);
  if (!parsed.ok) throw problem(parsed.message);
  return parsed.address;
};
