import type { Span, SpanAttributes, Tracer } from '@carillon/runtime';
import type { Request, Response } from 'express';
import { BASE_PATH } from '../routes.ts';
import type { Exchange } from './exchange.ts';

/** Those that the semantic conventions know; what else a client may call its method is of any number. */
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE']);

const methodOf = ({ method }: Request): string => (METHODS.has(method) ? method : '_OTHER');

/**
 * The server's span of a request, by OpenTelemetry's conventions for HTTP, but without the path and the
 * client's address: paths hold subscribers' names.
 * Source: https://opentelemetry.io/docs/specs/semconv/http/http-spans/
 */
export const beginSpan = (tracer: Tracer, req: Request, parent: string | null): Span => {
  const method = methodOf(req);
  return tracer.begin({
    name: method,
    kind: 'server',
    parent,
    attributes: {
      'http.request.method': method,
      'url.scheme': req.protocol,
      'network.protocol.version': req.httpVersion,
    },
  });
};

const routeOf = ({ originalUrl }: Request, { route }: Exchange): string | null => {
  if (route === null) return null;
  return originalUrl.startsWith(`${BASE_PATH}/`) ? BASE_PATH + route : route;
};

/** Ids of what a request has led to, from the notes of its log line. */
const NOTED = {
  notificationId: 'carillon.notification.id',
  batchId: 'carillon.batch.id',
} as const;

const attributesOf = (res: Response, exchange: Exchange, route: string | null): SpanAttributes => {
  const { caller, requestId, errorCode, notes } = exchange;
  const attributes: Record<string, string | number> = { 'carillon.request.id': requestId };
  if (route !== null) attributes['http.route'] = route;
  // A client that has gone was answered nothing.
  if (res.headersSent) attributes['http.response.status_code'] = res.statusCode;
  if (caller !== null) attributes['carillon.tenant.id'] = caller.tenantId;
  if (errorCode !== null) attributes['carillon.code'] = errorCode;
  for (const [note, name] of Object.entries(NOTED)) {
    const id = notes[note];
    if (typeof id === 'string') attributes[name] = id;
  }
  return attributes;
};

/** Ends it with what became known. A request that was refused is no error of ours: only 5xx are. */
export const endSpan = (span: Span, res: Response, exchange: Exchange): void => {
  const method = methodOf(res.req);
  const route = routeOf(res.req, exchange);
  span.end({
    name: route === null ? method : `${method} ${route}`,
    attributes: attributesOf(res, exchange, route),
    failure: res.statusCode >= 500 ? String(res.statusCode) : null,
  });
};
