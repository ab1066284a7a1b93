import { CarillonError } from '@carillon/domain';
import type { RequestProblem } from './request-draft.ts';

/** The error that answers a request with why it is refused. */
export const refusalOf = ({ code, detail, errors }: RequestProblem): CarillonError =>
  new CarillonError(code, detail, { errors });
