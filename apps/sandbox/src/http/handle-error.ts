import type { ErrorRequestHandler } from 'express';
import type { Logger } from '@carillon/runtime';
import { sendProblem } from '../api/problem.ts';

const statusOf = (error: unknown): number => {
  const status: unknown = error instanceof Error && 'status' in error ? error.status : 500;
  return typeof status === 'number' ? status : 500;
};

/** The last stop of a call: what the client did wrong is said to it, what we did is logged. */
export const handleError =
  (log: Logger): ErrorRequestHandler =>
  (error: unknown, _request, response, _next) => {
    const status = statusOf(error);
    if (status >= 500) log.error('a call failed', { error });
    if (response.headersSent) return void response.destroy();
    return status < 500
      ? sendProblem(response, status, { code: 'invalid_request', title: String(error) })
      : sendProblem(response, 500, { code: 'internal', title: 'The sandbox failed' });
  };
