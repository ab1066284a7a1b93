import { z } from 'zod';
import { ANSWERS, type Answer } from '../answers/answer.ts';

const MAX_DELAY_MS = 120_000;
const MAX_BEHAVIOURS = 1000;

const headerName = z.string().regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, 'not a header name');
const headerValue = z.string().regex(/^[\t\x20-\x7e\x80-\xff]*$/, 'not a header value');

const shape = z.strictObject({
  provider: z.string(),
  to: z.string().min(1).max(2048).optional(),
  answer: z.enum(ANSWERS),
  times: z.int().min(0).optional(),
  status: z.int().min(200).max(599).optional(),
  code: z.string().max(100).optional(),
  headers: z.record(headerName, headerValue).optional(),
  body: z.union([z.string(), z.record(z.string(), z.unknown())]).optional(),
  retryAfter: z.union([headerValue, z.number().min(0)]).optional(),
  retryAfterSeconds: z.number().min(0).optional(),
  delayMs: z.int().min(0).max(MAX_DELAY_MS).optional(),
});

/** A rule that one asks for: calls of `provider` to addresses like `to` get `answer`. */
export type Behaviour = z.output<typeof shape>;

/** What the rules need to know of a stand-in. */
export interface Answering {
  readonly provider: string;
  readonly answers: readonly Answer[];
}

const locationOf = ({ headers = {} }: Behaviour): string | undefined =>
  Object.entries(headers).find(([name]) => name.toLowerCase() === 'location')?.[1];

const problemOf = (
  behaviour: Behaviour,
  standIns: readonly Answering[],
): [string, string] | null => {
  const { provider, answer } = behaviour;
  const standIn = standIns.find((one) => one.provider === provider);
  if (standIn === undefined) {
    return ['provider', `expected one of ${standIns.map((one) => one.provider).join(', ')}`];
  }
  if (!standIn.answers.includes(answer)) {
    return ['answer', `${provider} answers ${standIn.answers.join(', ')}`];
  }
  if (answer === 'redirect' && locationOf(behaviour) === undefined) {
    return ['headers', 'redirect needs headers.location'];
  }
  return null;
};

/** The body of `PUT /api/behaviours`: the list itself, or `{data: list}` as `GET` gives it. */
export const behaviourList = (standIns: readonly Answering[]) => {
  const behaviour = shape.superRefine((given, context) => {
    const problem = problemOf(given, standIns);
    if (problem === null) return;
    const [path, message] = problem;
    context.addIssue({ code: 'custom', path: [path], message, input: given });
  });
  const list = z.array(behaviour).max(MAX_BEHAVIOURS);
  return z.preprocess(
    (given) =>
      typeof given === 'object' && given !== null && 'data' in given ? given.data : given,
    list,
  );
};
