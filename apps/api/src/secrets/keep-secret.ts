import { CarillonError } from '@carillon/domain';
import { NoSealingKey } from '@carillon/runtime';

/** Seals something; 503 where no key is configured to seal with. */
export const keepSecret = <T>(seal: () => T): T => {
  try {
    return seal();
  } catch (error) {
    if (!(error instanceof NoSealingKey)) throw error;
    const detail = 'Secrets cannot be kept: the operator has to set CREDENTIALS_KEYS.';
    throw new CarillonError('service_unavailable', detail, { cause: error });
  }
};
