import { isIPv4, isIPv6 } from 'node:net';
import type { RequestHandler } from 'express';

const FIELD = 'x-forwarded-for';
const BRACKETED = /^\[([^\]]*)\](?::\d+)?$/;
const WITH_PORT = /^([\d.]+):\d+$/;

/** An entry of `X-Forwarded-For` without the port and the brackets that some proxies write. */
export const bareAddress = (entry: string): string => {
  const text = entry.trim();
  const v6 = BRACKETED.exec(text)?.[1] ?? '';
  if (isIPv6(v6)) return v6;
  const v4 = WITH_PORT.exec(text)?.[1] ?? '';
  return isIPv4(v4) ? v4 : text;
};

/**
 * Has Express read addresses and nothing else in `X-Forwarded-For`. Proxies such as Azure's Application
 * Gateway write `203.0.113.7:51234`: then allow-lists would know nobody, every connection would be a
 * stranger of its own to the limits, and a proxy would not be known as one.
 */
export const readForwardedAddresses: RequestHandler = ({ headers }, _res, next) => {
  const given = headers[FIELD];
  if (typeof given === 'string') headers[FIELD] = given.split(',').map(bareAddress).join(', ');
  next();
};
