import type { ServerResponse } from 'node:http';
import { bodyOf, retryAfterOf, type Decision } from '../answers/decision.ts';

/** What a stand-in answers over HTTP. */
export interface HttpReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The stand-in's own reply with what the decision overrides. */
export const httpReply = (own: HttpReply, decision: Decision): HttpReply => {
  const retryAfter = retryAfterOf(decision);
  return {
    status: decision.status ?? own.status,
    headers: {
      ...own.headers,
      ...(retryAfter === undefined ? {} : { 'retry-after': retryAfter }),
      ...decision.headers,
    },
    body: bodyOf(decision) ?? own.body,
  };
};

/** Sends a reply; HTTP leaves the body away where a status has none. */
export const sendReply = (response: ServerResponse, { status, headers, body }: HttpReply): void => {
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.end(body);
};
