import type { ErrorCode } from '@carillon/domain';
import type { z } from 'zod';
import type { Caller } from '../auth/caller.ts';
import type { Scope } from '../auth/scopes.ts';
import type { Services } from '../services.ts';
import type { Answer } from './answer.ts';
import type { IdempotencyKey } from './idempotency-key.ts';
import type { ParsedJson } from './parse-json.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One call of an endpoint, validated. */
export interface Call<Params, Query, Body> {
  readonly services: Services;
  readonly caller: Caller;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  /** The body's size in bytes, after inflation. */
  readonly bodyBytes: number;
  /** Set on a POST under a key, for an endpoint that keeps its answers itself. */
  readonly idempotency: IdempotencyKey | null;
  readonly traceparent: string | null;
  /** Where a client of Server-Sent Events says that its stream shall go on. */
  readonly lastEventId: string | null;
  /** Adds fields to the request's log line: ids and counts, never payloads. */
  readonly note: (fields: Readonly<Record<string, unknown>>) => void;
}

/** One of the answers of an endpoint, as its documentation shows it. */
export interface DocumentedAnswer {
  readonly description: string;
  /** `application/json` unless given. */
  readonly mediaType?: 'text/event-stream';
  readonly schema?: z.ZodType;
  readonly example?: unknown;
}

/** A request that works, run by a test as it stands here. */
export interface ExampleRequest {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/**
 * One operation of the API: what it takes, what it answers, and who may call it. The same schemas
 * validate and document. `params` that do not fit are 404, `query` and `body` 400.
 */
export interface Endpoint<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
> {
  readonly method: Method;
  /** Below the base path, with parameters in braces: `/notifications/{id}`. */
  readonly path: string;
  readonly scope: Scope;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  /** Whether the body may be left out; its schema then takes `undefined`. */
  readonly bodyIsOptional?: boolean;
  /** Most bytes of the body after inflation; 256 KiB where it is not said. */
  readonly maxBodyBytes?: number;
  /** Reads the body in a way of its own instead of with `body`, which then only documents. */
  readBody?(json: ParsedJson): z.output<Body>;
  /** How many notifications a request wants sent: what it costs of the limits beside itself. */
  notificationsIn?(body: z.output<Body>): number;
  /** The handler keeps answers under idempotency keys itself, together with its work. */
  readonly keepsAnswers?: boolean;
  /**
   * A GET that finds its rows by an index on an expression or an enum: such a condition is not
   * leakproof, so row-level security would make it read all of the tenant (docs/adr/0019).
   */
  readonly readsAsOwner?: boolean;
  /** Answers hold a secret that is shown once: under an idempotency key they are kept sealed. */
  readonly answersSecrets?: boolean;
  /** What it changes is written to the audit log, as done by the caller. */
  readonly audits?: boolean;
  /** The handler ends in time by itself; all others are cut off after 2 s with 503. */
  readonly hasDeadline?: boolean;
  readonly answers: Readonly<Record<number, DocumentedAnswer>>;
  /** Refusals beside those that any call may get. */
  readonly refusals?: readonly ErrorCode[];
  readonly example: ExampleRequest;
  handle(call: Call<z.output<Params>, z.output<Query>, z.output<Body>>): Promise<Answer>;
}

/** Infers the types of a call from its schemas. */
export const defineEndpoint = <
  Params extends z.ZodType = z.ZodUndefined,
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
>(
  endpoint: Endpoint<Params, Query, Body>,
): Endpoint => endpoint as unknown as Endpoint;
