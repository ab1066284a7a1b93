/** What a span says beside its name: ids, codes and counts; never an address, a text or a path. */
export type SpanAttributes = Readonly<Record<string, string | number | boolean>>;

/** What is known when a piece of work begins. */
export interface SpanStart {
  /** Of few values, as spans are grouped by it. */
  readonly name: string;
  readonly kind: 'server' | 'consumer' | 'client';
  /** W3C trace context of what this is a part of; null begins a trace. */
  readonly parent: string | null;
  /** W3C trace context of what led to this without being its parent. */
  readonly link?: string | null;
  readonly attributes: SpanAttributes;
}

/** What is known when it has ended. */
export interface SpanEnd {
  /** Takes the place of the name that it began with. */
  readonly name?: string;
  readonly attributes: SpanAttributes;
  /** What went wrong, as a word of few values (`error.type`); null when nothing did. */
  readonly failure: string | null;
}

/** A piece of work that is under way. One that is never ended is never told of. */
export interface Span {
  /** Its W3C trace context: what causes more work passes it on. */
  readonly traceparent: string;
  end(end: SpanEnd): void;
}

/**
 * Tells a collector what was done when, and what it belongs to. Where nothing is traced there is null in
 * its place, so that it costs one comparison. Never throws and never waits.
 */
export interface Tracer {
  begin(start: SpanStart): Span;
}
