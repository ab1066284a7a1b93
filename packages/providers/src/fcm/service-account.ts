import { createRequire } from 'node:module';
import type { FieldError } from '@carillon/domain';
import type * as FirebaseApp from 'firebase-admin/app';
import type { Settings } from '../contract.ts';
import { BASE_URL_PATTERN, checkBaseUrl } from '../http/base-url.ts';

const require = createRequire(import.meta.url);

/** The parts of a service account's JSON that are used. */
export interface ServiceAccount {
  readonly project_id: string;
  readonly client_email: string;
  readonly private_key: string;
  /** Where its access tokens are fetched, as Google writes it into the JSON. */
  readonly token_uri?: string;
}

const TOKEN_URI = new RegExp(`^${BASE_URL_PATTERN}$`, 'u');

const isTokenUri = (value: unknown): boolean =>
  value === undefined || (typeof value === 'string' && TOKEN_URI.test(value));

/** Reads the JSON; null when something of it is missing. */
export const parseServiceAccount = (text: string): ServiceAccount | null => {
  try {
    const account = JSON.parse(text) as ServiceAccount;
    // Loaded with the first account: processes that push nothing do not pay for it.
    const { cert } = require('firebase-admin/app') as typeof FirebaseApp;
    cert({ ...account } as object);
    return isTokenUri(account.token_uri) ? account : null;
  } catch {
    return null;
  }
};

const checkServiceAccount = (account: ServiceAccount | null): FieldError[] => {
  if (account !== null) return checkBaseUrl('serviceAccount', account.token_uri);
  const message = 'must be the JSON of a service account, its private key in PEM';
  return [{ path: 'serviceAccount', code: 'invalid_format', message }];
};

/** The settings that their patterns cannot check. */
export const checkFcmSettings = (settings: Settings): FieldError[] => [
  ...checkServiceAccount(parseServiceAccount(String(settings['serviceAccount']))),
  ...checkBaseUrl('baseUrl', settings['baseUrl']),
  ...checkBaseUrl('tokenUrl', settings['tokenUrl']),
];
