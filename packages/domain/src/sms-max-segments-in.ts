/** How many segments an SMS may take where a tenant has not said (API.md, settings). */
export const DEFAULT_SMS_SEGMENTS = 4;

/** What a tenant's stored settings allow an SMS to take. */
export const smsMaxSegmentsIn = (settings: Readonly<Record<string, unknown>>): number => {
  const { maxSegments } = Object(settings['sms']) as { readonly maxSegments?: unknown };
  return typeof maxSegments === 'number' ? maxSegments : DEFAULT_SMS_SEGMENTS;
};
