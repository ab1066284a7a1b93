import { describeConfig, type ConfigEntry } from '@carillon/runtime';
import type { AppConfig } from './config-schemas.ts';

const HEADER = `# Every variable that Carillon's processes read, with its default. Copy to .env and change what you need.
# Made from the apps' src/config.ts by: node packages/tooling/src/env-example.ts --write`;

interface Section {
  readonly apps: string[];
  readonly entry: ConfigEntry;
}

/** Each entry once, with the apps that describe it in the same words. */
const sectionsOf = (configs: readonly AppConfig[]): Section[] => {
  const sections = new Map<string, Section>();
  for (const { app, schema } of configs) {
    for (const entry of describeConfig(schema)) {
      const key = JSON.stringify(entry);
      const section = sections.get(key) ?? { apps: [], entry };
      section.apps.push(app);
      sections.set(key, section);
    }
  }
  return [...sections.values()];
};

const commentOf = ({ description, expected, secret, required }: ConfigEntry): string => {
  const notes = [expected, secret ? 'secret' : '', required ? 'required' : ''].filter(Boolean);
  const note = notes.length === 0 ? '' : `(${notes.join('; ')})`;
  return `# ${[description, note].filter(Boolean).join(' ').replaceAll('\n', ' ')}`;
};

const quoted = (value: string): string => (/[\s#"']/.test(value) ? JSON.stringify(value) : value);

/**
 * What is set changes nothing when the file is copied: a variable whose default differs from app to
 * app is commented out, as is one that has none.
 */
const lineOf = ({ name, default: value }: ConfigEntry, differs: boolean): string => {
  if (value === null || value === '') return `# ${name}=`;
  return `${differs ? '# ' : ''}${name}=${quoted(value)}`;
};

/**
 * The text of `.env.example`: a section for each set of apps that share entries, and one for what
 * only the compose file asks for.
 */
export const renderEnvExample = (
  configs: readonly AppConfig[],
  composeVariables: readonly string[] = [],
): string => {
  const sections = sectionsOf(configs);
  const differs = (name: string): boolean =>
    new Set(sections.filter((s) => s.entry.name === name).map((s) => s.entry.default)).size > 1;

  const parts = new Map<string, string[]>();
  for (const { apps, entry } of sections) {
    const title = apps.join(', ');
    const text = `${commentOf(entry)}\n${lineOf(entry, differs(entry.name))}`;
    parts.set(title, [...(parts.get(title) ?? []), text]);
  }
  const asked = composeVariables.filter((name) => sections.every((s) => s.entry.name !== name));
  if (asked.length > 0) {
    const note = '# Letters and digits. (secret; required by docker compose only)';
    parts.set(
      'docker-compose.yml',
      asked.map((name) => `${note}\n# ${name}=`),
    );
  }
  const text = [...parts].map(([title, entries]) => [`# ---- ${title} ----`, ...entries]);
  return `${[HEADER, ...text.flat()].join('\n\n')}\n`;
};
