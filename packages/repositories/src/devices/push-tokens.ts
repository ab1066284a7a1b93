import { MAX_DEVICES } from '@carillon/domain';

/** The tokens that a push to the subscriber `s` goes to: of a statement that has `subscriber s`. */
export const PUSH_TOKENS = `ARRAY(SELECT d.token FROM subscriber_device d
  WHERE d.tenant_id = s.tenant_id AND d.subscriber_id = s.id
  ORDER BY d.registered_at DESC, d.token LIMIT ${MAX_DEVICES})`;
