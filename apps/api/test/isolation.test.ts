// Two tenants, every operation of the OpenAPI document (which lists ROUTES, see openapi.test.ts). One of
// them, the tenant `default`, has everything that the examples speak of; openapi.test.ts shows that each
// example works for him. Here others send the same requests: each from a fresh tenant, once before the
// rows exist and once after. A new operation needs no line here, unless its path holds a name that each
// tenant gives for itself; what its example speaks of is made in make-examples.ts.
import type { Endpoint } from '../src/http/endpoint.ts';
import { ROUTES } from '../src/routes.ts';
import { exampleRequestOf, operationOf } from './example-request.ts';
import { makeExamples } from './make-examples.ts';
import type { Reply } from './start-test-api.ts';
import { tenantRows } from './tenant-rows.ts';
import { testApi } from './test-api.ts';

/**
 * Operations with a name in their path that means another thing to each tenant, so that they may
 * succeed where the neighbour has one of that name. All others with a parameter answer 404.
 */
const OWN_NAMES = new Set([
  'PUT /subscribers/{subscriberId}',
  'PUT /topics/{key}',
  'PUT /partials/{name}',
  'GET /categories/{key}',
  'PUT /categories/{key}',
  'GET /routes/{channel}',
  'PUT /routes/{channel}',
]);

/** Bodies that speak of the neighbour's things where an example does not. */
const REFERENCES: readonly (readonly [operation: string, body: object])[] = [
  [
    'POST /notifications',
    { to: { subscriberId: 'ada' }, channels: ['in_app'], content: { body: 'x' } },
  ],
  [
    'POST /notifications',
    { to: { topic: 'product-news' }, channels: ['email'], content: { body: 'x' } },
  ],
  [
    'POST /notifications',
    { to: { email: 'b@example.com' }, template: { key: 'order-shipped', version: 1, data: {} } },
  ],
  ['POST /templates', { key: 'mine', layout: 'footer', channels: { sms: { text: 'x' } } }],
];

const api = testApi();
let tenants = 0;

/** The key of a tenant that has nothing. */
const freshKey = async (): Promise<string> => {
  const body = { name: `neighbour ${(tenants += 1)}` };
  const { body: made } = await api().call('POST', '/tenants', { key: api().adminKey, body });
  return made.apiKey;
};

/**
 * What differs between two tenants who ask the same: ids, times, keys and secrets that were made. The depths of
 * the queues are the installation's, as their documentation says: numbers of jobs, nobody's.
 */
const VARIES = [
  [/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<id>'],
  [/"\d{4}-\d\d-\d\dT[^"]*"/g, '"<time>"'],
  [/"lastUsedAt":(?:null|"<time>")/g, '"lastUsedAt":"<time>"'],
  [/cln_live_\w+/g, '<key>'],
  [/whsec_[\w+/=]+/g, '<secret>'],
  [/"queues":\{.*?\}\}/g, '"queues":"<depths>"'],
] as const;
const steady = ({ status, text }: Reply): string =>
  `${status} ${VARIES.reduce((seen, [pattern, name]) => seen.replaceAll(pattern, name), text)}`;

interface Request {
  readonly method: string;
  readonly path: string;
  readonly options: object;
}

const requestOf = (endpoint: Endpoint): Request => ({
  method: endpoint.method,
  ...exampleRequestOf(endpoint),
});
const referenceOf = ([operation, body]: (typeof REFERENCES)[number]): Request => {
  const [method = '', path = ''] = operation.split(' ');
  return { method, path, options: { body } };
};
const send = async ({ method, path, options }: Request): Promise<Reply> =>
  api().call(method, path, { ...options, key: await freshKey() });

const [ofOne, ofAll] = [
  ROUTES.filter(({ path, scope }) => path.includes('{') && scope !== 'admin'),
  ROUTES.filter(({ path, scope }) => !path.includes('{') && scope !== 'admin'),
];

const before = new Map<string, string>();
let owned: Record<string, unknown>;

beforeAll(async () => {
  const requests = [...ROUTES.map(requestOf), ...REFERENCES.map(referenceOf)];
  for (const request of requests) before.set(JSON.stringify(request), steady(await send(request)));
  await makeExamples(api());
  // Categories, preferences, routes, settings: all that is declared and not created.
  const declaring = [...ofOne, ...ofAll].filter(({ method }) => /^(?:PUT|PATCH)$/.test(method));
  for (const endpoint of declaring) {
    const { method, path, options } = requestOf(endpoint);
    const { status, text } = await api().call(method, path, options);
    if (status >= 300) throw new Error(`${operationOf(endpoint)} as its owner: ${text}`);
  }
  owned = await tenantRows(api().database);
}, 60_000);

/** The answer, and the neighbour's rows. */
const outcomeOf = async (reply: Reply) => ({
  answer: steady(reply),
  rows: await tenantRows(api().database),
});
/** The answer is what it was without the neighbour's rows, and they are as they were. */
const untouched = (request: Request) => ({
  answer: before.get(JSON.stringify(request)),
  rows: owned,
});

const named = (endpoints: readonly Endpoint[]) =>
  endpoints.map((endpoint) => [operationOf(endpoint), endpoint] as const);
const isByName = (endpoint: Endpoint): boolean => OWN_NAMES.has(operationOf(endpoint));

const ADVICE =
  'Another tenant got an answer. If its path holds a name that each tenant gives for itself, add the operation to OWN_NAMES.';

test.each(named(ofOne.filter((endpoint) => !isByName(endpoint))))(
  "row 6: %s with a neighbour's id is 404, and changes nothing of his",
  async (_operation, endpoint) => {
    const request = requestOf(endpoint);
    const reply = await send(request);
    const { status, body } = reply;
    expect({ status, code: body?.code, advice: status === 404 ? null : ADVICE }).toEqual({
      status: 404,
      code: 'not_found',
      advice: null,
    });
    expect(await outcomeOf(reply)).toEqual(untouched(request));
  },
);

test.each(named([...ofOne.filter(isByName), ...ofAll]))(
  '%s answers as if there were no neighbour, and changes nothing of his',
  async (_operation, endpoint) => {
    const request = requestOf(endpoint);
    expect(await outcomeOf(await send(request))).toEqual(untouched(request));
  },
);

test.each(REFERENCES)("%s with a neighbour's things in its body: %j", async (...reference) => {
  const request = referenceOf(reference);
  const reply = await send(request);
  expect(reply.status).toBe(422);
  expect(await outcomeOf(reply)).toEqual(untouched(request));
});

test.each(named(ROUTES.filter(({ scope }) => scope === 'admin')))(
  '%s is for administrators',
  async (_operation, endpoint) => {
    const request = requestOf(endpoint);
    const reply = await send(request);
    expect([reply.status, reply.body.code]).toEqual([403, 'insufficient_scope']);
    expect(await outcomeOf(reply)).toEqual(untouched(request));
  },
);
