const MAX_DEPTH = 5;

/** What is printed of an error. */
export interface PlainError {
  readonly name: string;
  readonly message: string;
  readonly code?: string | number;
  readonly stack?: string;
  readonly cause?: PlainError;
  readonly errors?: readonly PlainError[];
}

const codeOf = (error: Error): string | number | undefined => {
  const code: unknown = 'code' in error ? error.code : undefined;
  return typeof code === 'string' || typeof code === 'number' ? code : undefined;
};

/**
 * An error as plain data. Only name, text, code, stack, causes and an aggregate's parts are taken:
 * the errors of HTTP clients and of nodemailer carry the request, recipient and credentials along.
 */
export const plainError = (error: Error, depth = 0): PlainError => {
  const deeper = depth < MAX_DEPTH;
  const code = codeOf(error);
  const parts: unknown[] = deeper && error instanceof AggregateError ? error.errors : [];
  const errors = parts.filter((part) => part instanceof Error);
  return {
    name: error.name,
    message: error.message,
    ...(code === undefined ? {} : { code }),
    ...(error.stack === undefined ? {} : { stack: error.stack }),
    ...(deeper && error.cause instanceof Error
      ? { cause: plainError(error.cause, depth + 1) }
      : {}),
    ...(errors.length === 0 ? {} : { errors: errors.map((part) => plainError(part, depth + 1)) }),
  };
};
