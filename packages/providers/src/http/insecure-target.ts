import type { SendResult } from '../contract.ts';
import { failed } from '../send-results.ts';

/** Credentials would have gone out in the clear: nothing was sent. */
export const insecureTarget: SendResult = failed({
  outcome: 'config',
  code: 'insecure_base_url',
  hint: 'The base URL is not https.',
});
