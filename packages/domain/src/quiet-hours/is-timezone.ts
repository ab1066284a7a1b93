import { zoneOffset } from './zone-offset.ts';

/** True for a zone of the IANA database that this runtime knows, as `Europe/Vienna`; no bare offsets. */
export const isTimezone = (text: string): boolean => {
  if (!/^[A-Za-z]/.test(text)) return false;
  try {
    zoneOffset(text, 0);
    return true;
  } catch {
    return false;
  }
};
