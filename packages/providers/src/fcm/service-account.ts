import { createRequire } from 'node:module';
import type { FieldError } from '@carillon/domain';
import type * as FirebaseApp from 'firebase-admin/app';
import type { Settings } from '../contract.ts';

const require = createRequire(import.meta.url);

/** The parts of a service account's JSON that are used. */
export interface ServiceAccount {
  readonly project_id: string;
  readonly client_email: string;
  readonly private_key: string;
}

/** Reads the JSON; null when something of it is missing. */
export const parseServiceAccount = (text: string): ServiceAccount | null => {
  try {
    const account = JSON.parse(text) as ServiceAccount;
    // Loaded with the first account: processes that push nothing do not pay for it.
    const { cert } = require('firebase-admin/app') as typeof FirebaseApp;
    cert({ ...account } as object);
    return account;
  } catch {
    return null;
  }
};

export const checkFcmSettings = (settings: Settings): FieldError[] => {
  if (parseServiceAccount(String(settings['serviceAccount'])) !== null) return [];
  const message = 'must be the JSON of a service account, its private key in PEM';
  return [{ path: 'serviceAccount', code: 'invalid_format', message }];
};
