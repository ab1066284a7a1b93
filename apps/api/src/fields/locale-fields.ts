import { isTimezone } from '@carillon/domain';
import { z } from 'zod';

const succeeds = (act: () => unknown): boolean => {
  try {
    act();
    return true;
  } catch {
    return false;
  }
};

const isLocale = (text: string): boolean => succeeds(() => Intl.getCanonicalLocales(text));

/** A language tag (BCP 47), as in `de-AT`. */
export const localeField = () =>
  z.string().max(35).refine(isLocale, 'A BCP 47 language tag is expected, as in de-AT.');

/** A time zone of the IANA database, as in `Europe/Vienna`. */
export const timezoneField = () =>
  z.string().max(64).refine(isTimezone, 'An IANA time zone is expected, as in Europe/Vienna.');
