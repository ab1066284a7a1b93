import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Agent, request } from 'undici';
import type { Refusal } from './refusal.ts';
import { requestOf } from './request-of.ts';
import type { Submission, Wish } from './submission.ts';

/** An answer of the api, whatever it says. */
export interface Answer {
  readonly status: number;
  readonly replayed: boolean;
  readonly retryAfter: string | null;
  readonly body: unknown;
}

/** A client as the documentation wants it: one key per request, repeated until there is an answer. */
export interface Client {
  /** Everything it ever asked for. */
  readonly log: readonly Submission[];
  /** Every try of `submit` that was not accepted. */
  readonly refusals: readonly Refusal[];
  /** One request for all of these (a batch, unless it is one); resolves when it has its 202. */
  submit(wishes: readonly Wish[]): Promise<void>;
  /** One try, as it is. Throws when there is no answer. */
  post(path: string, body: unknown, key: string): Promise<Answer>;
  /** Adds to the log what was asked for by `post`. */
  note(wish: Wish): Submission;
  close(): Promise<void>;
}

/** Before the next try; as long as `Retry-After` says where it says more. */
const PAUSE_MS = 200;
/** Longer than any outage here. A request that is given up stays in the log without an id. */
const GIVE_UP_MS = 120_000;
const ANSWER_MS = 15_000;

/** Opens a client of the apis at these origins, which it asks in turn. */
export const openClient = (origins: readonly string[], apiKey: string): Client => {
  const agent = new Agent({ connections: 50, headersTimeout: ANSWER_MS, bodyTimeout: ANSWER_MS });
  const log: Submission[] = [];
  const refusals: Refusal[] = [];
  let turn = 0;

  const note = (wish: Wish): Submission => {
    const own = { tries: 0, notificationId: null, answeredInMs: null, replayed: false };
    const submission: Submission = { ...wish, askedAt: Date.now(), ...own };
    log.push(submission);
    return submission;
  };

  const post = async (path: string, body: unknown, key: string): Promise<Answer> => {
    const origin = origins[turn++ % origins.length] ?? '';
    const { statusCode, headers, ...rest } = await request(`${origin}/api/v1${path}`, {
      method: 'POST',
      dispatcher: agent,
      headers: {
        authorization: `Bearer ${apiKey}`,
        'content-type': 'application/json',
        'idempotency-key': key,
      },
      body: JSON.stringify(body),
    });
    return {
      status: statusCode,
      replayed: headers['idempotent-replayed'] === 'true',
      retryAfter: headers['retry-after']?.toString() ?? null,
      body: await rest.body.json(),
    };
  };

  /** Repeats until 202: an answer that is lost, 5xx, 409 (still running) and 429 all mean "again". */
  const untilAccepted = async (asked: readonly Submission[], key: string): Promise<void> => {
    const { path, body, idsOf } = requestOf(asked);
    const until = performance.now() + GIVE_UP_MS;
    while (performance.now() < until) {
      for (const one of asked) one.tries++;
      const askedAt = Date.now();
      const begun = performance.now();
      const answer = await post(path, body, key).catch(() => null);
      const answeredInMs = performance.now() - begun;
      if (answer?.status === 202) {
        const { replayed } = answer;
        const ids = idsOf(answer.body);
        for (const [i, one] of asked.entries()) {
          Object.assign(one, { notificationId: ids[i] ?? null, answeredInMs, replayed });
        }
        return;
      }
      if (answer && answer.status < 500 && ![409, 429].includes(answer.status)) {
        throw new Error(`the api said ${answer.status}: ${JSON.stringify(answer.body)}`);
      }
      const { status = null, retryAfter = null } = answer ?? {};
      refusals.push({ askedAt, status, retryAfter, ms: answeredInMs });
      await delay(Math.max(PAUSE_MS, Number(retryAfter ?? 0) * 1_000));
    }
  };

  return {
    log,
    refusals,
    submit: (wishes) => {
      const accepted = untilAccepted(wishes.map(note), randomUUID());
      accepted.catch(() => {}); // whoever awaits it is told
      return accepted;
    },
    post,
    note,
    close: () => agent.destroy(),
  };
};
