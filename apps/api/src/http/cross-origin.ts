import { CarillonError } from '@carillon/domain';
import { type RequestHandler, Router } from 'express';
import type { Endpoint } from './endpoint.ts';
import { pathsOf } from './paths-of.ts';

const EXPOSED =
  'Idempotent-Replayed, Location, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id';
const ACCEPTED =
  'Authorization, Content-Encoding, Content-Type, Idempotency-Key, Last-Event-ID, Traceparent, X-Idempotency-Key, X-Request-Id, X-Tenant-Id';
/** Browsers keep a preflight's answer no longer than this. */
const MAX_AGE_SECONDS = '7200';

/** Lets pages of the configured origins read what they get (Fetch Standard, 3.3). */
export const allowOrigins = (origins: readonly string[]): RequestHandler => {
  const allowed = new Set(origins);
  return (req, res, next) => {
    const { origin } = req.headers;
    if (allowed.size > 0) res.setHeader('vary', 'Origin');
    if (origin !== undefined && allowed.has(origin)) {
      res.setHeader('access-control-allow-origin', origin);
      res.setHeader('access-control-expose-headers', EXPOSED);
    }
    next();
  };
};

/** Answers `OPTIONS`, and with it a browser's preflight, without a key. */
export const answerOptions = (endpoints: readonly Endpoint[]): RequestHandler => {
  const options = Router({ caseSensitive: true });
  for (const { expressPath, allow } of pathsOf(endpoints)) {
    options.options(expressPath, (_req, res) => {
      res.setHeader('allow', allow);
      if (res.hasHeader('access-control-allow-origin')) {
        res.setHeader('access-control-allow-methods', allow);
        res.setHeader('access-control-allow-headers', ACCEPTED);
        res.setHeader('access-control-max-age', MAX_AGE_SECONDS);
      }
      res.statusCode = 204;
      res.end();
    });
  }
  options.use(() => {
    throw new CarillonError('not_found', 'There is nothing here.');
  });
  return (req, res, next) => (req.method === 'OPTIONS' ? options(req, res, next) : next());
};
