import type { HttpReply } from '../../http/http-reply.ts';

export const jsonReply = (
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): HttpReply => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

/** An object out of untrusted JSON; empty when it is none. */
export const objectIn = (body: Buffer): Record<string, unknown> => {
  try {
    return Object(JSON.parse(body.toString('utf8'))) as Record<string, unknown>;
  } catch {
    return {};
  }
};

export const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);
