import { port } from '@carillon/runtime';
import { z } from 'zod';
import { checkSettings } from './check-settings.ts';
import { renderEnvExample } from './env-example/render-env-example.ts';

const configs = [{ app: 'api', schema: z.object({ API_PORT: port().default(3000) }) }];
const compose = `
services:
  api:
    command: [node, apps/api/src/main.ts]
    environment: { API_PORT: 3000 }
`;
const brokenRules = async (
  files: Record<string, string>,
  load = () => Promise.resolve(configs),
) => {
  const results = await checkSettings(new Map(Object.entries(files)), load);
  return results.filter(({ violations }) => violations.length > 0).map(({ rule }) => rule.name);
};

test('settings that agree everywhere pass', async () => {
  const files = { '.env.example': renderEnvExample(configs), 'docker-compose.yml': compose };
  expect(await brokenRules(files)).toEqual([]);
});

test('a compose file that sets what nobody reads is found', async () => {
  const wrong = compose.replace('API_PORT:', 'APIPORT:');
  const files = { '.env.example': renderEnvExample(configs), 'docker-compose.yml': wrong };
  expect(await brokenRules(files)).toEqual(['compose-fits-config']);
});

test('schemas that cannot be loaded are found', async () => {
  const load = () => Promise.reject(new Error('no zod object'));
  expect(await brokenRules({}, load)).toEqual(['config-schemas']);
});
