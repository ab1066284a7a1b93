import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { ExpressAdapter } from '@bull-board/express';
import { CarillonError } from '@carillon/domain';
import type { Producer } from '@carillon/queue';
import type { Database } from '@carillon/repositories';
import { type RequestHandler, Router } from 'express';
import { exchangeOf } from '../http/exchange.ts';
import { assertMayChange } from '../operators/assert-may-change.ts';
import { auditChange } from '../operators/audit-change.ts';
import {
  operatorOf,
  requireOperator,
  type RequireOperatorDeps,
} from '../operators/require-operator.ts';
import { redact } from './redact.ts';

const PATH = '/admin/queues';
/** Where operators will have a page of their own; until then it leads to what there is. */
const CONSOLE = '/console';

/** Its page's files are its own; styles and icons are partly inline. */
const POLICY =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; base-uri 'self'; frame-ancestors 'none'";

const off: RequestHandler = () => {
  throw new CarillonError('not_found', 'Bull Board is off: set OPERATORS to turn it on.');
};

const board = (queues: Producer['queues'], readOnlyMode: boolean): Router => {
  const server = new ExpressAdapter();
  server.setBasePath(PATH);
  createBullBoard({
    serverAdapter: server,
    queues: Object.values(queues).map((queue) => {
      const adapter = new BullMQAdapter(queue, { readOnlyMode });
      adapter.setFormatter('data', redact);
      adapter.setFormatter('returnValue', redact);
      return adapter;
    }),
    options: { uiConfig: { boardTitle: 'Carillon', hideRedisDetails: true, showWorkers: false } },
  });
  return server.getRouter() as Router;
};

/** A board for each role, so that the page offers nobody what he may not do at all. */
const boardByRole = (queues: Producer['queues']): RequestHandler => {
  const boards = { viewer: board(queues, true), operator: board(queues, false) };
  return (req, res, next) => boards[operatorOf(res).role](req, res, next);
};

/** Bull Board behind the operators' login; off where nobody is one. */
export const bullBoardRoutes = (
  queues: Producer['queues'],
  login: RequireOperatorDeps | null,
  database: Database,
): Router => {
  const router = Router();
  router.get(CONSOLE, (_req, res) => {
    exchangeOf(res).route = CONSOLE;
    res.redirect(302, PATH);
  });
  router.use(PATH, (_req, res, next) => {
    exchangeOf(res).route = PATH;
    res.setHeader('content-security-policy', POLICY);
    next();
  });
  if (login === null) router.use(PATH, off);
  else
    router.use(
      PATH,
      requireOperator(login),
      assertMayChange,
      auditChange(database),
      boardByRole(queues),
    );
  return router;
};
