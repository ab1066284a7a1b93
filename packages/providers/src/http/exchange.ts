import type { Dispatcher } from 'undici';
import type { SendCall, SendResult } from '../contract.ts';
import { networkFailure, TIMEOUT } from '../network-failure.ts';
import { parseRetryAfter } from '../retry-after.ts';
import { failed, notBegun } from '../send-results.ts';
import { RESPONSE_BYTES } from '../trimmed.ts';

/** How much of a body, and for how long, is read before the connection is given up. */
const BODY_BYTES = 65_536;
const BODY_MS = 1_000;

type Headers = Parameters<NonNullable<Dispatcher.DispatchHandler['onResponseStart']>>[2];

/** What the other side answered, as far as it was read. */
export interface HttpAnswer {
  readonly status: number;
  /** By lower-case name, as undici gives them. */
  readonly headers: Headers;
  /** Its first `keepBytes`. */
  readonly body: string;
  readonly retryAfterMs: number | null;
}

/** What an exchange needs to know. `settle` is called once. */
export interface ExchangeOptions {
  readonly call: SendCall;
  readonly now: () => Date;
  /** What an answer means; asked once its status is in, whatever becomes of the body. */
  readonly classify: (answer: HttpAnswer) => SendResult;
  /** How much of the body `classify` gets to see; 1 KiB when left out. */
  readonly keepBytes?: number | undefined;
  readonly settle: (result: SendResult) => void;
}

/**
 * One request and its answer. undici calls `onRequestStart` when a connection is there and free,
 * just before it writes: what fails earlier was never sent, what fails later is unknown, until the
 * status is in, which decides whatever becomes of the body.
 */
export class Exchange implements Dispatcher.DispatchHandler {
  readonly #options: ExchangeOptions;
  #controller: Dispatcher.DispatchController | null = null;
  #bodyTimer: NodeJS.Timeout | undefined;
  #settled = false;
  #status: number | null = null;
  #headers: Headers = {};
  #kept: Buffer[] = [];
  #bytes = 0;

  constructor(options: ExchangeOptions) {
    this.#options = options;
    options.call.signal.addEventListener('abort', this);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (!this.#settled && !this.#options.call.mayBegin()) this.#settle(notBegun);
    // A throw ends the request and leaves the connection; an abort would cost it.
    if (this.#settled) throw new Error('not begun');
    this.#controller = controller;
  }

  onResponseStart(_controller: unknown, status: number, headers: Headers): void {
    if (status < 200) return;
    this.#status = status;
    this.#headers = headers;
    // Most answers are whole in one read and have ended by then: they need no timer.
    queueMicrotask(() => this.#limitBody());
  }

  onResponseData(_controller: unknown, chunk: Buffer): void {
    const { keepBytes = RESPONSE_BYTES } = this.#options;
    if (this.#bytes < keepBytes) this.#kept.push(chunk.subarray(0, keepBytes - this.#bytes));
    this.#bytes += chunk.length;
    if (this.#bytes > BODY_BYTES) this.#giveUp();
  }

  onResponseEnd(): void {
    this.#settle(this.#result(null));
  }

  onResponseError(_controller: unknown, error: Error): void {
    this.#settle(this.#result(error));
  }

  /** The deadline; as an object's method it costs no function per call. */
  handleEvent(): void {
    this.#giveUp();
  }

  #limitBody(): void {
    if (!this.#settled) this.#bodyTimer = setTimeout(() => this.#giveUp(), BODY_MS);
  }

  #giveUp(): void {
    this.#settle(this.#result(null));
    this.#controller?.abort(new Error('given up'));
  }

  #result(error: Error | null): SendResult {
    if (this.#status === null) {
      const outcome = this.#controller === null ? 'transient' : 'ambiguous';
      const failure = error === null ? TIMEOUT : networkFailure(error);
      const barred = failure.code === 'target_not_allowed';
      return failed({ ...failure, outcome: barred ? 'permanent_message' : outcome });
    }
    const { classify, now } = this.#options;
    return classify({
      status: this.#status,
      headers: this.#headers,
      body: Buffer.concat(this.#kept).toString('utf8'),
      retryAfterMs: parseRetryAfter(this.#headers['retry-after'], now),
    });
  }

  #settle(result: SendResult): void {
    if (this.#settled) return;
    this.#settled = true;
    clearTimeout(this.#bodyTimer);
    this.#options.call.signal.removeEventListener('abort', this);
    this.#options.settle(result);
  }
}
