import { CarillonError, MAX_REQUEST_BYTES } from '@carillon/domain';
import { asActor } from '@carillon/repositories';
import type { Request, RequestHandler, Response } from 'express';
import { actorOf } from '../auth/actor-of.ts';
import type { Caller } from '../auth/caller.ts';
import { allows } from '../auth/scopes.ts';
import type { Services } from '../services.ts';
import type { Answer } from './answer.ts';
import { answerOnce } from './answer-once.ts';
import { beforeDeadline } from './before-deadline.ts';
import type { Endpoint } from './endpoint.ts';
import { exchangeOf } from './exchange.ts';
import { findUncleanText } from './find-unclean-text.ts';
import { fingerprintOf, idempotencyKeyIn } from './idempotency-key.ts';
import { parseJson, type ParsedJson } from './parse-json.ts';
import { readBody } from './read-body.ts';
import { sendAnswer } from './send-answer.ts';
import { invalidFields, validate, validBody } from './validate.ts';

const callerWith = (endpoint: Endpoint, caller: Caller | null): Caller => {
  if (caller === null) throw new CarillonError('unauthenticated', 'This needs a valid API key.');
  if (allows(caller.scopes, endpoint.scope)) return caller;
  throw new CarillonError('insufficient_scope', `This needs the scope ${endpoint.scope}.`);
};

const NO_BODY: ParsedJson = { value: undefined, bytes: 0, isSuspect: false };

/** A request without a body has neither of these, or says that it is empty. */
const hasBody = ({ headers }: Request): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

const readInput = async (endpoint: Endpoint, req: Request) => {
  const { body, query, params, method, maxBodyBytes = MAX_REQUEST_BYTES } = endpoint;
  const isLeftOut = endpoint.bodyIsOptional === true && !hasBody(req);
  const json =
    body === undefined || isLeftOut ? NO_BODY : parseJson(await readBody(req, maxBodyBytes));
  const key = method === 'POST' ? idempotencyKeyIn(req.headers) : null;
  const unclean = findUncleanText(req.query);
  if (unclean.length > 0) throw invalidFields(unclean);
  const read = {
    body: body && (endpoint.readBody?.(json) ?? validBody(body, json)),
    query: query && validate(query, req.query),
    params: params && validate(params, req.params),
  };
  if (read.query?.ok === false) throw invalidFields(read.query.errors);
  if (read.params?.ok === false) throw new CarillonError('not_found', 'There is no such thing.');
  const path = req.originalUrl.split('?', 1)[0] ?? '';
  return {
    body: read.body,
    bodyBytes: json.bytes,
    query: read.query?.value,
    params: read.params?.value,
    idempotency:
      key === null ? null : { key, fingerprint: fingerprintOf(method, path, json.value) },
  };
};

/**
 * Changes that are audited carry who makes them. A GET reads in sessions that PostgreSQL keeps to one
 * tenant, so that a query which forgot to name it would find nothing of another's.
 */
const servicesFor = (endpoint: Endpoint, caller: Caller, services: Services): Services => {
  const { database, tenantReads } = services;
  if (endpoint.audits === true)
    return { ...services, database: asActor(database, actorOf(caller)) };
  const mayBind = endpoint.method === 'GET' && endpoint.readsAsOwner !== true;
  if (!mayBind || tenantReads === null) return services;
  return { ...services, database: tenantReads.of(caller.tenantId) };
};

const runOnce = async (
  endpoint: Endpoint,
  services: Services,
  req: Request,
  res: Response,
): Promise<Answer> => {
  const exchange = exchangeOf(res);
  exchange.route = endpoint.path;
  const caller = callerWith(endpoint, exchange.caller);
  const input = await readInput(endpoint, req);
  const sending = endpoint.notificationsIn?.(input.body) ?? 0;
  if (sending > 0) await services.requestLimits.admitSending(caller, sending, res);
  const run = () =>
    endpoint.handle({
      ...input,
      services: servicesFor(endpoint, caller, services),
      caller,
      traceparent: exchange.traceparent,
      lastEventId: req.get('last-event-id') ?? null,
      note: (fields) => {
        exchange.notes = { ...exchange.notes, ...fields };
      },
    });
  const { idempotency } = input;
  const once = () => {
    if (idempotency === null || endpoint.keepsAnswers === true) return run();
    const { tenantId } = caller;
    const request = { ...idempotency, tenantId, requestId: services.ids.newId() };
    const sealed = endpoint.answersSecrets === true;
    return answerOnce({ ...services, sealed }, request, run);
  };
  return endpoint.hasDeadline === true ? once() : beforeDeadline(once());
};

/** An endpoint as Express runs it, in API.md's order of checks from the scope on. */
export const runEndpoint =
  (endpoint: Endpoint, services: Services): RequestHandler =>
  async (req, res) => {
    const answer = await runOnce(endpoint, services, req, res);
    exchangeOf(res).isStream = answer.begin !== undefined;
    sendAnswer(res, answer);
  };
