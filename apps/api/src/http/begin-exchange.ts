import type { Logger, Metrics, Tracer } from '@carillon/runtime';
import type { RequestHandler, Response } from 'express';
import type { Ids } from '../create-ids.ts';
import { type Exchange, setExchange } from './exchange.ts';
import { beginSpan, endSpan } from './trace-exchange.ts';
import { requestIdIn, traceparentIn } from './trace-headers.ts';

interface Parts {
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly ids: Ids;
  readonly tracer: Tracer | null;
}

/** Asked every few seconds by supervisors; worth a line only to who looks closely, unless they fail. */
const QUIET = new Set(['/health', '/readyz', '/metrics']);

const endExchange = (
  { log, metrics }: Parts,
  method: string,
  res: Response,
  exchange: Exchange,
): void => {
  const { requestId, traceparent, route, caller, errorCode, isStream, notes } = exchange;
  const durationMs = performance.now() - exchange.begunMs;
  const status = res.statusCode;
  const labels = { method, route: route ?? 'none', status: String(status) };
  if (!isStream) metrics.httpSeconds.observe(labels, durationMs / 1_000);
  const isQuiet = route !== null && QUIET.has(route) && Object.keys(notes).length === 0;
  const write = isQuiet ? log.debug : log.info;
  write('request', {
    requestId,
    method,
    route,
    status,
    durationMs: Math.round(durationMs * 10) / 10,
    ...(res.writableFinished || isStream ? {} : { aborted: true }),
    ...(caller === null ? {} : { tenantId: caller.tenantId, apiKeyId: caller.apiKeyId }),
    ...(traceparent === null ? {} : { traceparent }),
    ...(errorCode === null ? {} : { code: errorCode }),
    ...notes,
  });
};

/** Gives a request its id, its span, and the one canonical log line when it has ended. */
export const beginExchange =
  (parts: Parts): RequestHandler =>
  (req, res, next) => {
    const came = traceparentIn(req.headers);
    const { tracer } = parts;
    const span = tracer === null || QUIET.has(req.path) ? null : beginSpan(tracer, req, came);
    const exchange: Exchange = {
      requestId: requestIdIn(req.headers) ?? parts.ids.newId(),
      traceparent: span === null ? came : span.traceparent,
      begunMs: performance.now(),
      route: null,
      caller: null,
      errorCode: null,
      isStream: false,
      notes: {},
    };
    setExchange(res, exchange);
    res.setHeader('x-request-id', exchange.requestId);
    res.setHeader('x-content-type-options', 'nosniff');
    res.setHeader('cache-control', 'no-store');
    res.once('close', () => {
      endExchange(parts, req.method, res, exchange);
      if (span !== null) endSpan(span, res, exchange);
    });
    next();
  };
