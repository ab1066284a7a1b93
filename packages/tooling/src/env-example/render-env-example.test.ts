import { parseEnv } from 'node:util';
import { duration, port, readConfig, url } from '@carillon/runtime';
import { z } from 'zod';
import { renderEnvExample } from './render-env-example.ts';

const DATABASE_URL = url('postgres').meta({ description: 'The record.', secret: true });
const api = z.object({
  DATABASE_URL,
  API_PORT: port().default(3000).meta({ description: 'Where the api listens.' }),
  TITLE: z.string().default('Say "hi" # there').meta({ description: 'Shown on top.' }),
});
const worker = z.object({
  DATABASE_URL,
  GRACE: duration().prefault('30s').meta({ description: 'How long a drain may take.' }),
  PROXY: z.string().optional().meta({ description: 'A proxy.' }),
});
const configs = [
  { app: 'api', schema: api },
  { app: 'worker', schema: worker },
];

test('each entry stands once, under the apps that read it, with what it may be', () => {
  expect(renderEnvExample(configs).split('\n').slice(3).join('\n')).toBe(`# ---- api, worker ----

# The record. (a URL (postgres); secret; required)
# DATABASE_URL=

# ---- api ----

# Where the api listens. (a port from 0 to 65535)
API_PORT=3000

# Shown on top.
TITLE="Say \\"hi\\" # there"

# ---- worker ----

# How long a drain may take. (a duration such as 500ms, 30s, 5m, 2h or 7d)
GRACE=30s

# A proxy.
# PROXY=
`);
});

test('a copied file gives every default', () => {
  const secret = { DATABASE_URL: 'postgres://127.0.0.1' };
  const copied = { ...parseEnv(renderEnvExample([{ app: 'worker', schema: worker }])), ...secret };
  expect(readConfig(worker, copied)).toEqual(readConfig(worker, secret));
});

test('what differs from app to app is commented out, so that a copy changes neither', () => {
  const other = z.object({ API_PORT: port().default(4000) });
  const text = renderEnvExample([...configs, { app: 'other', schema: other }]);
  expect(text).toContain('# API_PORT=3000\n');
  expect(text).toContain('# API_PORT=4000\n');
});

test('what only the compose file asks for has a section of its own', () => {
  const text = renderEnvExample(configs, ['DATABASE_URL', 'REDIS_PASSWORD']);
  expect(text.slice(text.indexOf('# ---- docker-compose.yml'))).toBe(
    '# ---- docker-compose.yml ----\n\n' +
      '# Letters and digits. (secret; required by docker compose only)\n# REDIS_PASSWORD=\n',
  );
});
