/** The ways a delivery can reach a person, in the order API.md lists them. */
export const CHANNELS = [
  'email',
  'sms',
  'whatsapp',
  'push',
  'webhook',
  'in_app',
  'system',
] as const;
export type Channel = (typeof CHANNELS)[number];
