import type { IncomingHttpHeaders } from 'node:http';

const REQUEST_ID = /^[A-Za-z0-9._-]{1,128}$/;
/** W3C Trace Context, 3.2: the parts that every version has. */
const TRACEPARENT =
  /^(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(?=-|$)/;

/** The caller's own id of this request, if it is one we may echo and log. */
export const requestIdIn = (headers: IncomingHttpHeaders): string | null => {
  const id = headers['x-request-id'];
  return typeof id === 'string' && REQUEST_ID.test(id) ? id : null;
};

/** The caller's trace context, if it is well formed. */
export const traceparentIn = (headers: IncomingHttpHeaders): string | null => {
  const { traceparent } = headers;
  if (typeof traceparent !== 'string') return null;
  const known = TRACEPARENT.exec(traceparent)?.[0] ?? null;
  // Version 00 has no other parts.
  return known?.startsWith('00-') === true && known !== traceparent ? null : known;
};
