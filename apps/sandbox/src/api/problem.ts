import type { Response } from 'express';
import type { z } from 'zod';

/** One thing wrong with one field; `path` is dotted, as in `data.0.answer`. */
interface FieldProblem {
  readonly path: string;
  readonly message: string;
}

/** A refusal as problem details (RFC 9457), in the form of Carillon's own API. */
export const sendProblem = (
  response: Response,
  status: number,
  problem: { code: string; title: string; errors?: readonly FieldProblem[] },
): void => {
  const { code, title, errors } = problem;
  response
    .status(status)
    .type('application/problem+json')
    .send(JSON.stringify({ type: 'about:blank', title, status, code, ...(errors && { errors }) }));
};

/** Says what zod found wrong with a request. */
export const sendInvalid = (response: Response, error: z.ZodError): void =>
  sendProblem(response, 400, {
    code: 'validation_failed',
    title: 'The request is not valid',
    errors: error.issues.map(({ path, message }) => ({ path: path.join('.'), message })),
  });
