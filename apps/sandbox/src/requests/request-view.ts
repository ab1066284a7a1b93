import { textOfBytes } from '../storage/text-of-bytes.ts';
import type { SeenCall } from './call.ts';

/** A call as `GET /api/requests` shows it: the fields are promised in docs/LOCAL.md. */
export const requestView = (call: SeenCall) => {
  const { at, provider, method, path, headers, body, form, to, answer } = call;
  return { at, provider, method, path, headers, body: textOfBytes(body), form, to, answer };
};
