import { Agent } from 'undici';
import type { ProviderDeps, SendCall, SendResult } from '../contract.ts';
import { tooLate } from '../send-results.ts';
import { Exchange, type ExchangeOptions } from './exchange.ts';
import { guardedConnector } from './guarded-connector.ts';

/** Connections to one origin; more calls than that wait for one to become free. */
export const CONNECTIONS_PER_ORIGIN = 64;
const IDLE_MS = 4_000;
/** A bound for sockets; a call ends by its own deadline, which is at most as long. */
const SOCKET_MS = 60_000;

/** One request, as undici wants it. */
export interface HttpRequest {
  /** POST when left out. */
  readonly method?: 'GET' | 'POST';
  /** Scheme, host and port. */
  readonly origin: string;
  /** Path and query. */
  readonly path: string;
  /** As name, value, name, value. */
  readonly headers: readonly string[];
  readonly body?: string;
}

/** How a request is made and understood. */
export interface HttpExchange extends Pick<ExchangeOptions, 'classify' | 'keepBytes'> {
  readonly call: SendCall;
}

/** Calls over kept connections, behind the egress guard. Never throws, follows nothing, repeats nothing. */
export interface HttpClient {
  request(request: HttpRequest, exchange: HttpExchange): Promise<SendResult>;
  close(): Promise<void>;
}

/**
 * Opens a client for providers that speak HTTP. What fails before the request is written is
 * `transient`, what fails afterwards without a status `ambiguous`; every status is `classify`'s.
 */
export const openHttpClient = (deps: ProviderDeps): HttpClient => {
  const agent = new Agent({
    connect: guardedConnector(deps),
    connections: CONNECTIONS_PER_ORIGIN,
    keepAliveTimeout: IDLE_MS,
    headersTimeout: SOCKET_MS,
    bodyTimeout: SOCKET_MS,
  });
  let closing: Promise<void> | undefined;
  return {
    request: (request, { call, classify, keepBytes }) => {
      if (call.signal.aborted) return Promise.resolve(tooLate);
      return new Promise((settle) => {
        agent.dispatch(
          { method: 'POST', ...request, headers: request.headers as string[] },
          new Exchange({ call, now: deps.now, classify, keepBytes, settle }),
        );
      });
    },
    close: () => (closing ??= agent.close()),
  };
};
