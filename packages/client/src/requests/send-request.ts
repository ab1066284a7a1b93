import { backoffMs } from './backoff-ms.ts';
import { type CarillonProblem, readProblem } from './carillon-problem.ts';

/** How the api is reached. */
export interface Connection {
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly fetch: typeof fetch;
  readonly random: () => number;
  readonly wait: (ms: number) => Promise<void>;
}

const ATTEMPTS = 5;
const BACKOFF = { baseMs: 200, capMs: 5_000 };
const ANSWER_MS = 15_000;

/** Worth another try under the same key: nobody has done anything yet, or it is still being done. */
const isPassing = ({ status, code }: CarillonProblem): boolean =>
  status === 429 || status >= 500 || code === 'idempotency_in_progress';

/** `fetch` rejects with a TypeError when there was no answer (Fetch Standard, 5.6). */
const isUnanswered = (error: unknown): boolean =>
  error instanceof TypeError || (error instanceof DOMException && error.name === 'TimeoutError');

/**
 * POSTs under an idempotency key, and again while it is unknown whether it arrived: the api does it
 * once. Throws `CarillonProblem` for a refusal, or what `fetch` threw when the api was never reached.
 */
export const sendRequest = async <T>(
  connection: Connection,
  path: string,
  { body, idempotencyKey }: { readonly body: unknown; readonly idempotencyKey: string },
): Promise<T> => {
  const { baseUrl, apiKey, random } = connection;
  const post = (): Promise<Response> =>
    connection.fetch(`${baseUrl.replace(/\/+$/, '')}/api/v1${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${apiKey}`,
        'content-type': 'application/json',
        'idempotency-key': idempotencyKey,
      },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(ANSWER_MS),
    });
  for (let attempt = 1; ; attempt += 1) {
    const isLast = attempt === ATTEMPTS;
    let pauseMs = backoffMs(attempt, { ...BACKOFF, random });
    try {
      const response = await post();
      if (response.ok) return (await response.json()) as T;
      const problem = await readProblem(response);
      if (isLast || !isPassing(problem)) throw problem;
      pauseMs = Math.max(pauseMs, problem.retryAfterMs ?? 0);
    } catch (error) {
      if (isLast || !isUnanswered(error)) throw error;
    }
    await connection.wait(pauseMs);
  }
};
