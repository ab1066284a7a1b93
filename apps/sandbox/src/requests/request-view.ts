import { textOfBytes } from '../storage/text-of-bytes.ts';
import type { SeenCall } from './call.ts';

/** A call as `GET /api/requests` shows it: scripts outside this repository rely on the fields. */
export const requestView = (call: SeenCall) => {
  const { at, provider, method, path, headers, body, form, to, answer } = call;
  return { at, provider, method, path, headers, body: textOfBytes(body), form, to, answer };
};
