import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';

/** The one zod object that an app exports from its src/config.ts: the variables it reads. */
export interface AppConfig {
  readonly app: string;
  readonly schema: z.ZodObject;
}

const schemaOf = async (app: string, file: string): Promise<AppConfig> => {
  const exported = Object.values((await import(pathToFileURL(file).href)) as object);
  const [schema, ...more] = exported.filter((value) => value instanceof z.ZodObject);
  if (schema !== undefined && more.length === 0) return { app, schema };
  throw new TypeError(`apps/${app}/src/config.ts must export one zod object, the app’s variables`);
};

/** Loads the config schema of every app that has one, in the order of their names. */
export const configSchemas = (root: string): Promise<AppConfig[]> => {
  const apps = path.join(root, 'apps');
  return Promise.all(
    readdirSync(apps)
      .toSorted()
      .map((app) => ({ app, file: path.join(apps, app, 'src/config.ts') }))
      .filter(({ file }) => existsSync(file))
      .map(({ app, file }) => schemaOf(app, file)),
  );
};
