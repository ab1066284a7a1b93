import { CarillonError } from '@carillon/domain';
import { type RequestHandler, Router } from 'express';
import { assertWithinInbox } from '../auth/assert-within-inbox.ts';
import type { Caller } from '../auth/caller.ts';
import type { Authenticate } from '../auth/create-authenticator.ts';
import { takeQueryToken } from '../auth/take-query-token.ts';
import type { Services } from '../services.ts';
import { beforeDeadline } from './before-deadline.ts';
import type { Endpoint, Method } from './endpoint.ts';
import { exchangeOf } from './exchange.ts';
import { notAllowed } from './not-allowed.ts';
import { pathsOf } from './paths-of.ts';
import { runEndpoint } from './run-endpoint.ts';

/**
 * Lets nobody past without a key, or beyond its limits; where the key is known and much is left, without
 * waiting.
 */
const authenticated =
  (authenticate: Authenticate, { requestLimits: limits, strangers }: Services): RequestHandler =>
  (req, res, next) => {
    const exchange = exchangeOf(res);
    const proceed = (caller: Caller): void => {
      if (caller.wrongTenant !== undefined) throw caller.wrongTenant;
      assertWithinInbox(caller, req.path);
      next();
    };
    const admit = (caller: Caller): void | Promise<void> => {
      exchange.caller = caller;
      const admitted = limits.admit(caller, res);
      if (!(admitted instanceof Promise)) return proceed(caller);
      return admitted.then(() => proceed(caller));
    };
    const refuse = (error: unknown): never => {
      const isStranger = error instanceof CarillonError && error.code === 'unauthenticated';
      throw isStranger ? strangers.refuse(req.ip, error) : error;
    };
    const whoCalls = (): Caller | Promise<Caller> => {
      try {
        return authenticate(req, takeQueryToken(req));
      } catch (error) {
        return refuse(error);
      }
    };
    const found = whoCalls();
    if (!(found instanceof Promise)) return admit(found);
    return beforeDeadline(found).then(admit, refuse);
  };

const verbOf = (method: Method) => method.toLowerCase() as Lowercase<Method>;

/**
 * The endpoints as one router: authentication and limits before anything is said about routes, then
 * 404 or 405, then what `runEndpoint` checks. Paths are tried in the order of the list.
 */
export const mountEndpoints = (
  endpoints: readonly Endpoint[],
  services: Services,
  authenticate: Authenticate,
): Router => {
  const router = Router({ caseSensitive: true });
  router.use(authenticated(authenticate, services));
  for (const { expressPath, allow, group } of pathsOf(endpoints)) {
    const route = router.route(expressPath);
    for (const endpoint of group) route[verbOf(endpoint.method)](runEndpoint(endpoint, services));
    route.all(notAllowed(allow));
  }
  return router;
};
