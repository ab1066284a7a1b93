import type { Caller } from './caller.ts';

/** Who somebody is in the audit log. */
export const actorOf = ({ apiKeyId }: Caller): string =>
  apiKeyId === null ? 'system' : `api_key:${apiKeyId}`;
