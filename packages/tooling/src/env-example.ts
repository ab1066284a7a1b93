// Prints `.env.example` as the apps' config schemas have it; with --write, writes it.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { composeVariables } from './docker/compose-variables.ts';
import { configSchemas } from './env-example/config-schemas.ts';
import { renderEnvExample } from './env-example/render-env-example.ts';
import { readTree } from './repository/read-tree.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const rendered = renderEnvExample(await configSchemas(root), composeVariables(readTree(root)));
if (process.argv.includes('--write')) writeFileSync(path.join(root, '.env.example'), rendered);
else process.stdout.write(rendered);
