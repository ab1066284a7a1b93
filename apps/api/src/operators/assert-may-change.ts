import { CarillonError } from '@carillon/domain';
import type { RequestHandler } from 'express';
import { isRead } from './assert-own-page.ts';
import { operatorOf } from './require-operator.ts';

/**
 * What an operator may do to a queue: retry and promote, one job or all. Both are harmless whatever a job
 * is about, because the claim decides what is sent. Nobody may add, edit, remove or empty, pause or slow
 * down here: jobs follow PostgreSQL, and would be made anew or be missed.
 */
const ALLOWED = /^\/api\/queues\/[^/]+\/(?:promote|retry\/[^/]+|[^/]+\/(?:promote|retry))$/;

/** Viewers only read; operators change what `ALLOWED` names. */
export const assertMayChange: RequestHandler = (req, res, next) => {
  const { role } = operatorOf(res);
  if (isRead(req)) return next();
  if (role === 'viewer') {
    res.setHeader('allow', 'GET, HEAD');
    throw new CarillonError('method_not_allowed', 'A viewer looks and changes nothing.');
  }
  if (req.method === 'PUT' && ALLOWED.test(req.path)) return next();
  throw new CarillonError('insufficient_scope', 'Queues are changed through the API only.');
};
