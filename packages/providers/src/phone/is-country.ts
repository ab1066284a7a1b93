import { isSupportedCountry } from 'libphonenumber-js';

/** Whether two letters are a country that has telephone numbers (ISO 3166-1; `UK` is none, `GB` is). */
export const isCountry = (code: string): boolean => isSupportedCountry(code);
