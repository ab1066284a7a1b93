import { CarillonError } from '@carillon/domain';
import type { Logger } from '@carillon/runtime';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import { exchangeOf } from './exchange.ts';
import { problemAnswer, refusalOf } from './problem.ts';
import { sendAnswer } from './send-answer.ts';

/** Turns whatever was thrown into problem+json. What it hides from the client it logs. */
export const answerProblem =
  (log: Logger): ErrorRequestHandler =>
  (error, _req, res, _next) => {
    const exchange = exchangeOf(res);
    const refusal = refusalOf(error);
    exchange.errorCode = refusal.code;
    const { requestId } = exchange;
    if (refusal.code === 'internal') log.error('a request failed', { requestId, error });
    if (refusal.code === 'service_unavailable' && refusal.cause !== undefined) {
      log.warn('PostgreSQL did not answer', { requestId, error });
    }
    // RFC 9110, 11.6.1: a 401 names what would do; Bull Board has named its own.
    if (refusal.code === 'unauthenticated' && !res.hasHeader('www-authenticate')) {
      res.setHeader('www-authenticate', 'Bearer realm="carillon"');
    }
    if (res.headersSent) res.destroy();
    else sendAnswer(res, problemAnswer(refusal, requestId));
  };

/** 404 for everything that no route has taken. */
export const answerNotFound: RequestHandler = () => {
  throw new CarillonError('not_found', 'There is nothing here.');
};
