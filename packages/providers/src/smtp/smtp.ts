import type { ProviderDefinition } from '../contract.ts';
import { openSmtp } from './open-smtp.ts';
import { SMTP_SETTINGS } from './smtp-settings.ts';

/** E-mail over SMTP (RFC 5321), sent by nodemailer over kept connections. */
export const smtp: ProviderDefinition = {
  name: 'smtp',
  channels: ['email'],
  settings: SMTP_SETTINGS,
  hasReceipts: false,
  check: ({ user, password }) =>
    (user === undefined) === (password === undefined)
      ? []
      : [{ path: 'password', code: 'incomplete', message: 'goes together with user' }],
  open: openSmtp,
};
