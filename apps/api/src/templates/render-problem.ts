import type { RenderFailure } from '@carillon/templates';
import type { RequestProblem } from '../accept/request-draft.ts';

const MOST_ERRORS = 100;

/** Why a template made nothing of `data`, which stands below `prefix` in the body. */
export const renderProblem = (failure: RenderFailure, prefix = ''): RequestProblem => {
  const { code, message, errors = [] } = failure;
  const found = errors.length > 0 ? errors : [{ path: 'data', code, message }];
  return {
    code,
    detail: message,
    errors: found.slice(0, MOST_ERRORS).map((e) => ({ ...e, path: prefix + e.path })),
  };
};
