/**
 * The countries that a tenant's stored settings allow SMS and WhatsApp messages to, as ISO 3166 codes;
 * null: every country.
 */
export const allowedCountriesIn = (
  settings: Readonly<Record<string, unknown>>,
): ReadonlySet<string> | null => {
  const { allowedCountries } = Object(settings['sms']) as { allowedCountries?: unknown };
  if (!Array.isArray(allowedCountries)) return null;
  return new Set(allowedCountries.filter((code) => typeof code === 'string'));
};
