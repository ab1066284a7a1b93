import type { FieldError } from '@carillon/domain';
import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

const pathOf = (prefix: string, path: readonly PropertyKey[]): string =>
  [...(prefix === '' ? [] : [prefix]), ...path.map(String)].join('.');

const codeOf = (issue: Issue): string => {
  if (issue.code === 'custom') {
    const code: unknown = issue.params?.['code'];
    return typeof code === 'string' ? code : 'invalid_value';
  }
  if (issue.code === 'invalid_type' && issue.input === undefined) return 'required';
  return issue.code;
};

const messageOf = (issue: Issue, code: string): string =>
  code === 'required' ? 'This field is required.' : issue.message;

const errorsOf = (issue: Issue, prefix: string): FieldError[] => {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: pathOf(prefix, [...issue.path, key]),
      code: 'unknown_field',
      message: 'This field is not known.',
    }));
  }
  const code = codeOf(issue);
  return [{ path: pathOf(prefix, issue.path), code, message: messageOf(issue, code) }];
};

/** zod's issues as a client reads them; `prefix` is where the value stands in the body. */
export const fieldErrorsOf = (issues: readonly Issue[], prefix = ''): FieldError[] =>
  issues.flatMap((issue) => errorsOf(issue, prefix));
