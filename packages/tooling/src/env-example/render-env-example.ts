import { describeConfig, type ConfigEntry } from '@carillon/runtime';
import type { AppConfig } from './config-schemas.ts';

const HEADER = `# Every variable that Carillon's processes read, with its default. Copy to .env and change what you need.
# Made from the apps' src/config.ts by: node packages/tooling/src/env-example.ts --write
`;

const commentOf = ({ description, expected, secret, required }: ConfigEntry): string => {
  const notes = [expected, secret ? 'secret' : '', required ? 'required' : ''].filter(Boolean);
  const note = notes.length === 0 ? '' : `(${notes.join('; ')})`;
  return [description, note].filter(Boolean).join(' ').replaceAll('\n', ' ');
};

const quoted = (value: string): string => (/[\s#"']/.test(value) ? JSON.stringify(value) : value);

/** What has a default is set to it; what may stay unset is commented out; the rest waits for a value. */
const lineOf = ({ name, required, default: value }: ConfigEntry): string => {
  if (value !== null && value !== '') return `${name}=${quoted(value)}`;
  return required ? `${name}=` : `# ${name}=`;
};

/** One entry for all apps that describe it in the same words. */
const grouped = (configs: readonly AppConfig[]): Map<string, ConfigEntry[]> => {
  const appsOf = new Map<string, string[]>();
  for (const { app, schema } of configs) {
    for (const entry of describeConfig(schema)) {
      const key = JSON.stringify(entry);
      appsOf.set(key, [...(appsOf.get(key) ?? []), app]);
    }
  }
  const sections = new Map<string, ConfigEntry[]>();
  for (const [key, apps] of appsOf) {
    const title = apps.join(', ');
    sections.set(title, [...(sections.get(title) ?? []), JSON.parse(key) as ConfigEntry]);
  }
  return sections;
};

/** The text of `.env.example`: a section for each set of apps that share entries. */
export const renderEnvExample = (configs: readonly AppConfig[]): string => {
  const sections = [...grouped(configs)].map(([apps, entries]) =>
    [
      `# ---- ${apps} ----`,
      ...entries.flatMap((entry) => ['', `# ${commentOf(entry)}`, lineOf(entry)]),
    ].join('\n'),
  );
  return `${[HEADER.trimEnd(), ...sections].join('\n\n')}\n`;
};
