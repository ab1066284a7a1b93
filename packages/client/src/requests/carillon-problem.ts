/** A field that was refused. */
export interface ProblemField {
  /** Dotted, as in `to.email`. */
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

interface ProblemBody {
  readonly code?: string;
  readonly detail?: string;
  readonly errors?: readonly ProblemField[];
  readonly requestId?: string;
}

/** A refusal, as the api answers it (RFC 9457). */
export class CarillonProblem extends Error {
  override readonly name = 'CarillonProblem';
  readonly status: number;
  /** One of the codes of the HTTP contract, such as `validation_failed`; `unknown` from elsewhere. */
  readonly code: string;
  readonly errors: readonly ProblemField[];
  /** By which the api's operators find the request in their logs. */
  readonly requestId: string | null;
  readonly retryAfterMs: number | null;

  constructor(response: Response, body: ProblemBody) {
    super(body.detail ?? `The api answered with ${response.status}.`);
    this.status = response.status;
    this.code = body.code ?? 'unknown';
    this.errors = body.errors ?? [];
    this.requestId = body.requestId ?? null;
    const seconds = response.headers.get('retry-after');
    this.retryAfterMs = seconds === null ? null : Number(seconds) * 1_000;
  }
}

/** Reads a refusal; what lies between client and api may answer with anything. */
export const readProblem = async (response: Response): Promise<CarillonProblem> => {
  const text = await response.text().catch(() => '');
  try {
    return new CarillonProblem(response, JSON.parse(text) as ProblemBody);
  } catch {
    return new CarillonProblem(response, {});
  }
};
