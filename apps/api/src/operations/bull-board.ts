import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { ExpressAdapter } from '@bull-board/express';
import { CarillonError } from '@carillon/domain';
import type { Producer } from '@carillon/queue';
import { type RequestHandler, Router } from 'express';
import { exchangeOf } from '../http/exchange.ts';
import { sameSecret } from './same-secret.ts';

const PATH = '/admin/queues';

/** Its page's files are its own; styles and icons are partly inline. */
const POLICY =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; base-uri 'self'; frame-ancestors 'none'";

export interface Operator {
  readonly user: string;
  readonly password: string;
}

const off: RequestHandler = () => {
  throw new CarillonError(
    'not_found',
    'Bull Board is off: set BULL_BOARD_USER and BULL_BOARD_PASSWORD to turn it on.',
  );
};

/** Basic authentication (RFC 7617); user and password are compared as one, in constant time. */
const onlyFor = ({ user, password }: Operator): RequestHandler => {
  const expected = `${user}:${password}`;
  return (req, res, next) => {
    const [, encoded = ''] = /^basic +(\S+)$/i.exec(req.headers.authorization ?? '') ?? [];
    if (sameSecret(Buffer.from(encoded, 'base64').toString(), expected)) return next();
    res.setHeader('www-authenticate', 'Basic realm="Carillon operators", charset="UTF-8"');
    throw new CarillonError(
      'unauthenticated',
      'Bull Board needs the operator’s user and password.',
    );
  };
};

const ID = /^[0-9a-f-]{36}$/;

/** Jobs carry ids only; should one ever carry more, it is not shown. */
export const redact = (value: unknown): unknown => {
  if (typeof value === 'string') return ID.test(value) || value.length <= 10 ? value : '***';
  if (Array.isArray(value)) return value.map(redact);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, redact(child)]));
};

const board = (queues: Producer['queues']): Router => {
  const server = new ExpressAdapter();
  server.setBasePath(PATH);
  createBullBoard({
    serverAdapter: server,
    queues: Object.values(queues).map((queue) => {
      const adapter = new BullMQAdapter(queue, { readOnlyMode: true });
      adapter.setFormatter('data', redact);
      adapter.setFormatter('returnValue', redact);
      return adapter;
    }),
    options: { uiConfig: { boardTitle: 'Carillon', hideRedisDetails: true, showWorkers: false } },
  });
  return server.getRouter() as Router;
};

/** Bull Board, read-only, behind the operator's login; off where none is configured. */
export const bullBoardRoutes = (queues: Producer['queues'], operator: Operator | null): Router => {
  const router = Router();
  router.use(PATH, (_req, res, next) => {
    exchangeOf(res).route = PATH;
    res.setHeader('content-security-policy', POLICY);
    next();
  });
  if (operator === null) router.use(PATH, off);
  else router.use(PATH, onlyFor(operator), board(queues));
  return router;
};
