import type { Logger } from '../logging/logger.ts';
import type { Tracer } from './tracer.ts';
import type { TracingConfig } from './tracing-config.ts';

export interface TracingOptions {
  readonly config: TracingConfig;
  /** The process: `api`, `worker`. */
  readonly service: string;
  readonly log: Logger;
}

/** Tracing that is on. */
export interface Tracing {
  readonly tracer: Tracer;
  /** Hands over the last spans, for 2 s at most. Never rejects. */
  close(): Promise<void>;
}
