import { existsSync, readFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { generateApiKey } from '@carillon/repositories';
import { z } from 'zod';
import { writeAtomically } from './write-atomically.ts';

const secrets = z.object({
  apiKey: z.string(),
  adminKey: z.string(),
  bullBoardPassword: z.string(),
  /** Seals the secrets of provider accounts; a data folder of an older version gets one. */
  credentialsKeys: z.string().default(''),
});
export type Secrets = z.output<typeof secrets>;

const stored = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: 'custom', message: 'not JSON' });
      return z.NEVER;
    }
  })
  .pipe(secrets);

/** The secrets of a data folder: made at the first start, the same at every later one. */
export const keepSecrets = (home: string): Secrets => {
  const file = path.join(home, 'secrets.json');
  if (existsSync(file)) {
    const kept = stored.safeParse(readFileSync(file, 'utf8'));
    if (kept.success)
      return kept.data.credentialsKeys === '' ? withKeys(file, kept.data) : kept.data;
    throw new Error(`${file} is damaged. Delete it to get new keys; the data are not touched.`);
  }
  const fresh: Secrets = {
    apiKey: generateApiKey(),
    adminKey: generateApiKey(),
    bullBoardPassword: randomBytes(12).toString('base64url'),
    credentialsKeys: '',
  };
  return withKeys(file, fresh);
};

const KEY_BYTES = 32;

const withKeys = (file: string, known: Secrets): Secrets => {
  const credentialsKeys = `home:${randomBytes(KEY_BYTES).toString('base64')}`;
  const secretsNow = { ...known, credentialsKeys };
  writeAtomically(file, `${JSON.stringify(secretsNow, null, 2)}\n`);
  return secretsNow;
};
