import { rate } from '@carillon/runtime';

/** What callers may ask of us; set them far above what is expected rather than leave them out. */
export const rateLimitsConfig = {
  RATE_LIMIT_REQUESTS: rate().prefault('1000:5000').meta({
    description: 'Requests of one API key that has no limit of its own.',
  }),
  RATE_LIMIT_NOTIFICATIONS: rate().prefault('20000:100000').meta({
    description: 'Notifications of one API key; a batch counts as many as it has.',
  }),
  RATE_LIMIT_TENANT_REQUESTS: rate().prefault('5000:25000').meta({
    description: 'Requests of all keys of one tenant together.',
  }),
  RATE_LIMIT_TENANT_NOTIFICATIONS: rate().prefault('100000:500000').meta({
    description: 'Notifications of all keys of one tenant together.',
  }),
  RATE_LIMIT_FAILURES: rate().prefault('100:1000').meta({
    description: 'Wrong or missing keys from one address; a key that is known goes on.',
  }),
  RATE_LIMIT_LOGINS: rate().prefault('0.2:10').meta({
    description: 'Wrong passwords of operators from one address.',
  }),
};
