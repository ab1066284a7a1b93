import { CarillonProblem } from './carillon-problem.ts';
import { sendRequest } from './send-request.ts';

type Reply = () => Response;

const problem =
  (status: number, code: string, headers: Record<string, string> = {}): Reply =>
  () =>
    new Response(JSON.stringify({ code, detail: 'No.', requestId: 'r1' }), { status, headers });
const accepted: Reply = () => new Response('{"id":"n1"}', { status: 202 });
const lost: Reply = () => {
  throw new TypeError('fetch failed');
};

/** Sends one request to an api that answers with these in turn. */
const send = async (...replies: Reply[]) => {
  const keys = new Set<string>();
  const waits: number[] = [];
  let calls = 0;
  const answer = sendRequest<{ id: string }>(
    {
      baseUrl: 'https://carillon.example/',
      apiKey: 'key',
      fetch: async (url, init) => {
        expect(url).toBe('https://carillon.example/api/v1/notifications');
        keys.add(new Headers(init?.headers).get('idempotency-key') ?? '');
        calls += 1;
        return (replies[calls - 1] ?? accepted)();
      },
      random: () => 0,
      wait: async (ms) => void waits.push(ms),
    },
    '/notifications',
    { body: {}, idempotencyKey: 'k1' },
  );
  const settled = await answer.catch((error: unknown) => error);
  return { settled, keys: [...keys], waits, calls: () => calls };
};

test('what may not have arrived is sent again under the same key, with growing pauses', async () => {
  const { settled, keys, waits } = await send(lost, problem(503, 'service_unavailable'), accepted);
  expect([settled, keys, waits]).toEqual([{ id: 'n1' }, ['k1'], [100, 200]]);
});

test('it waits as long as it is asked to', async () => {
  const { waits } = await send(problem(429, 'rate_limited', { 'retry-after': '7' }));
  expect(waits).toEqual([7_000]);
});

test('a key that is still being worked on is asked for again', async () => {
  const { settled, calls } = await send(problem(409, 'idempotency_in_progress'));
  expect([settled, calls()]).toEqual([{ id: 'n1' }, 2]);
});

test('a refusal comes at once, with its code', async () => {
  const { settled, calls } = await send(problem(422, 'no_route'));
  expect(settled).toBeInstanceOf(CarillonProblem);
  expect(settled).toMatchObject({ status: 422, code: 'no_route', message: 'No.', requestId: 'r1' });
  expect(calls()).toBe(1);
});

test('an answer from something else than the api is a problem too', async () => {
  const { settled } = await send(() => new Response('<html>', { status: 404 }));
  expect(settled).toMatchObject({ status: 404, code: 'unknown' });
});

test('it gives up in the end', async () => {
  const { settled, calls } = await send(...Array.from({ length: 9 }, () => lost));
  expect([settled instanceof TypeError, calls()]).toEqual([true, 5]);
});
