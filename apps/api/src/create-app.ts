import express, { type Express } from 'express';
import type { Authenticate } from './auth/create-authenticator.ts';
import { answerNotFound, answerProblem } from './http/answer-problem.ts';
import { beginExchange } from './http/begin-exchange.ts';
import { allowOrigins, answerOptions } from './http/cross-origin.ts';
import { mountEndpoints } from './http/mount-endpoints.ts';
import { BASE_PATH, ROUTES } from './routes.ts';
import type { Services } from './services.ts';

export interface AppParts {
  readonly services: Services;
  readonly authenticate: Authenticate;
  readonly corsOrigins: readonly string[];
  /** What lies beside the API: health, documentation, Bull Board. */
  readonly operations: readonly express.RequestHandler[];
}

/** An Express application that adds nothing of its own to an answer. */
export const plainExpress = (): Express => {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.enable('case sensitive routing');
  return app;
};

/** The whole HTTP surface of the api. */
export const createApp = ({
  services,
  authenticate,
  corsOrigins,
  operations,
}: AppParts): Express => {
  const app = plainExpress();
  app.use(beginExchange(services));
  app.use(
    BASE_PATH,
    allowOrigins(corsOrigins),
    answerOptions(ROUTES),
    mountEndpoints(ROUTES, services, authenticate),
    answerNotFound,
  );
  for (const operation of operations) app.use(operation);
  app.use(answerNotFound);
  app.use(answerProblem(services.log));
  return app;
};
