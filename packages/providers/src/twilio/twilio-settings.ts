import type { FieldError } from '@carillon/domain';
import type { Settings, SettingSpec } from '../contract.ts';
import { BASE_URL_PATTERN, checkBaseUrl } from '../http/base-url.ts';

const text = { type: 'string', required: false, secret: false } as const;

export const TWILIO_SETTINGS: readonly SettingSpec[] = [
  {
    ...text,
    name: 'accountSid',
    required: true,
    pattern: 'AC[0-9a-zA-Z]{1,64}',
    description: 'The account: AC and 32 characters.',
  },
  {
    ...text,
    name: 'authToken',
    required: true,
    secret: true,
    description: 'Its auth token, which also signs callbacks.',
  },
  {
    ...text,
    name: 'from',
    pattern: String.raw`\+[1-9]\d{1,14}|[0-9]{3,8}|[A-Za-z0-9 ]{1,11}`,
    description: 'Sender of SMS: a number (E.164), a short code or an alphanumeric sender.',
  },
  {
    ...text,
    name: 'messagingServiceSid',
    pattern: 'MG[0-9a-zA-Z]{1,64}',
    description: 'Messaging service that picks the sender, in place of from.',
  },
  {
    ...text,
    name: 'whatsappFrom',
    pattern: String.raw`\+[1-9]\d{1,14}`,
    description: 'Sender of WhatsApp messages (E.164).',
  },
  {
    ...text,
    name: 'baseUrl',
    pattern: BASE_URL_PATTERN,
    default: 'https://api.twilio.com',
    description: 'Where Twilio’s API is.',
  },
];

/** Somebody has to be the sender. */
export const checkTwilioSettings = (settings: Settings): FieldError[] => {
  const errors = checkBaseUrl('baseUrl', settings['baseUrl']);
  const senders = ['from', 'messagingServiceSid', 'whatsappFrom'];
  if (senders.some((name) => settings[name] !== undefined)) return errors;
  const message = 'or messagingServiceSid or whatsappFrom is required';
  return [...errors, { path: 'from', code: 'required', message }];
};
