import express, { type Express, type RequestHandler } from 'express';
import type { Authenticate } from './auth/create-authenticator.ts';
import { mountCallbacks } from './callbacks/mount-callbacks.ts';
import { answerNotFound, answerProblem } from './http/answer-problem.ts';
import { beginExchange } from './http/begin-exchange.ts';
import { allowOrigins, answerOptions } from './http/cross-origin.ts';
import { mountEndpoints } from './http/mount-endpoints.ts';
import { readForwardedAddresses } from './http/forwarded-addresses.ts';
import type { TrustProxy } from './http/trust-proxy.ts';
import { BASE_PATH, ROUTES } from './routes.ts';
import type { Services } from './services.ts';

export interface AppParts {
  readonly services: Services;
  readonly authenticate: Authenticate;
  readonly corsOrigins: readonly string[];
  readonly trustProxy: TrustProxy;
  /** Our origin as vendors know it; signatures of callbacks cover it. */
  readonly publicUrl: string | undefined;
  /** What lies beside the API: health, documentation, Bull Board. */
  readonly operations: readonly RequestHandler[];
}

/** An Express application that adds nothing of its own to an answer and answers with problem+json. */
const plainExpress = (
  parts: Pick<Services, 'log' | 'metrics' | 'ids' | 'tracer'>,
  trusted: TrustProxy,
  mount: (app: Express) => void,
): Express => {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.enable('case sensitive routing');
  app.set('trust proxy', trusted);
  if (trusted !== false) app.use(readForwardedAddresses);
  app.use(beginExchange(parts));
  mount(app);
  app.use(answerNotFound);
  app.use(answerProblem(parts.log));
  return app;
};

/** The HTTP surface of the api. */
export const createApp = (parts: AppParts): Express =>
  plainExpress(parts.services, parts.trustProxy, (app) => {
    const { services, authenticate, corsOrigins, operations, publicUrl } = parts;
    app.use(
      BASE_PATH,
      allowOrigins(corsOrigins),
      mountCallbacks(services, publicUrl),
      answerOptions(ROUTES),
      mountEndpoints(ROUTES, services, authenticate),
      answerNotFound,
    );
    for (const operation of operations) app.use(operation);
  });

/** What operators alone may see, on a listener of its own. */
export const createAdminApp = (
  services: Pick<Services, 'log' | 'metrics' | 'ids' | 'tracer'>,
  trusted: TrustProxy,
  operations: readonly RequestHandler[],
): Express =>
  plainExpress(services, trusted, (app) => {
    for (const operation of operations) app.use(operation);
  });
