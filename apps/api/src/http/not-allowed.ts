import { CarillonError } from '@carillon/domain';
import type { RequestHandler } from 'express';

/** 405 for a path that is there and does not take this method; `allow` are those that it takes. */
export const notAllowed =
  (allow: string): RequestHandler =>
  (req, res) => {
    res.setHeader('allow', allow);
    throw new CarillonError('method_not_allowed', `${req.method} is not possible here: ${allow}.`);
  };
