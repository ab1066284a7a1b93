import { AsyncLocalStorage } from 'node:async_hooks';
import type { SendCall, SendResult } from '../contract.ts';
import type { HttpAnswer } from '../http/exchange.ts';
import { parseBaseUrl } from '../http/base-url.ts';
import type { HttpClient } from '../http/open-http-client.ts';
import { accepted } from '../send-results.ts';

/** What the SDK asks its HTTP client for. */
interface SdkRequest {
  readonly method: string;
  readonly uri: string;
  readonly username?: string;
  readonly password?: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

/** What one use of the SDK has met. */
export interface Exchanged {
  readonly call: SendCall;
  /** Twilio's answer; undefined while there is none. */
  answer?: HttpAnswer;
  /** How a call without an answer ended. */
  result?: SendResult;
}

/** Twilio's answers are some 2 KB. */
const KEEP_BYTES = 16_384;

class NotAnswered extends Error {}

/**
 * Stands in for the SDK's HTTP client: our guard, deadline and abort, no retries, and the headers that
 * the SDK's errors drop. Calls that run at once each have a context of their own.
 */
export const createSdkTransport = (http: HttpClient, baseUrl: string) => {
  const { origin, prefix } = parseBaseUrl(baseUrl);
  const contexts = new AsyncLocalStorage<Exchanged>();

  const request = async ({ method, uri, username, password, data }: SdkRequest) => {
    const context = contexts.getStore();
    if (context === undefined) throw new Error('a call of the SDK outside of a send');
    const { pathname, search } = new URL(uri);
    const isGet = method.toLowerCase() === 'get';
    const result = await http.request(
      {
        method: isGet ? 'GET' : 'POST',
        origin,
        path: prefix + pathname + search,
        headers: [
          'authorization',
          `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
          'accept',
          'application/json',
          ...(isGet ? [] : ['content-type', 'application/x-www-form-urlencoded']),
        ],
        ...(isGet ? {} : { body: formOf(data ?? {}) }),
      },
      {
        call: context.call,
        keepBytes: KEEP_BYTES,
        classify: (answer) => {
          context.answer = answer;
          return accepted({ response: '' });
        },
      },
    );
    if (context.answer === undefined) {
      context.result = result;
      throw new NotAnswered();
    }
    const { status, body } = context.answer;
    return { statusCode: status, body };
  };

  return {
    client: { request },
    /** Runs one use of the SDK; what it met is in the context afterwards. */
    run: <T>(context: Exchanged, use: () => Promise<T>): Promise<T> => contexts.run(context, use),
  };
};

const formOf = (data: Readonly<Record<string, unknown>>): string => {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(data)) {
    if (value === undefined || value === null) continue;
    for (const one of Array.isArray(value) ? value : [value]) form.append(name, String(one));
  }
  return form.toString();
};
