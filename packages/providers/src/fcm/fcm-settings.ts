import type { SettingSpec } from '../contract.ts';
import { BASE_URL_PATTERN } from '../http/base-url.ts';

const text = { type: 'string', required: false, secret: false } as const;

export const FCM_SETTINGS: readonly SettingSpec[] = [
  {
    ...text,
    name: 'serviceAccount',
    required: true,
    secret: true,
    description: 'The JSON of a service account that may send messages, as text.',
  },
  {
    ...text,
    name: 'projectId',
    pattern: '[A-Za-z0-9:._-]{1,100}',
    description: 'The Firebase project; the one of the service account when left out.',
  },
  {
    ...text,
    name: 'baseUrl',
    pattern: BASE_URL_PATTERN,
    default: 'https://fcm.googleapis.com',
    description: 'Where FCM’s HTTP v1 API is.',
  },
  {
    ...text,
    name: 'tokenUrl',
    pattern: BASE_URL_PATTERN,
    description:
      'Where access tokens are fetched; the token_uri of the service account by default.',
  },
];
