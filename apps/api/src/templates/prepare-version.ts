import { CarillonError, CHANNELS, type ErrorCode } from '@carillon/domain';
import { type Database, fetchPartials } from '@carillon/repositories';
import {
  partialsNamedIn,
  prepareTemplate,
  RULES_VERSION,
  type TemplateDefinition,
  type TemplateProblem,
} from '@carillon/templates';

/** More than a person keeps apart; and no list of names goes on for ever. */
const MAX_PARTIALS = 100;

/** A definition that is safe, with everything put in that it names. */
export interface PreparedVersion {
  readonly definition: TemplateDefinition;
  readonly expanded: TemplateDefinition;
  readonly rulesVersion: number;
}

/** Every partial that the definition names, and those that these name in turn: a statement a level. */
const collectPartials = async (
  database: Database,
  tenantId: string,
  definition: TemplateDefinition,
): Promise<ReadonlyMap<string, string>> => {
  const partials = new Map<string, string>();
  let names = partialsNamedIn(definition);
  while (names.length > 0 && partials.size < MAX_PARTIALS) {
    const fetched = await fetchPartials(database, { tenantId, names });
    for (const [name, source] of fetched) partials.set(name, source);
    const named = new Set([...fetched.values()].flatMap((source) => partialsNamedIn(source)));
    names = [...named].filter((name) => !partials.has(name));
  }
  return partials;
};

/** The gravest first: it is what the answer as a whole is called. */
const GRAVITY: readonly TemplateProblem['code'][] = [
  'template_unsafe',
  'template_budget_exceeded',
  'template_invalid',
];
const MOST_ERRORS = 100;

const refusal = (problems: readonly TemplateProblem[]): CarillonError => {
  const code: ErrorCode =
    GRAVITY.find((grave) => problems.some((p) => p.code === grave)) ?? 'template_invalid';
  const [first] = problems;
  const detail =
    problems.length === 1 && first !== undefined
      ? `${first.path}: ${first.message}`
      : `The template has ${problems.length} problems.`;
  return new CarillonError(code, detail, { errors: problems.slice(0, MOST_ERRORS) });
};

/** What a locale would say on a channel that the template never sends on. */
const strayChannels = ({ channels, locales = {} }: TemplateDefinition): TemplateProblem[] =>
  Object.entries(locales).flatMap(([locale, sources]) =>
    CHANNELS.filter((c) => sources[c] !== undefined && channels[c] === undefined).map(
      (channel) => ({
        path: `locales.${locale}.${channel}`,
        code: 'template_invalid',
        message: `The template itself has nothing for ${channel}.`,
      }),
    ),
  );

/** Puts layout and partials in as they are now and checks the whole, or refuses it (422). */
export const prepareVersion = async (
  database: Database,
  tenantId: string,
  definition: TemplateDefinition,
): Promise<PreparedVersion> => {
  const stray = strayChannels(definition);
  if (stray.length > 0) throw refusal(stray);
  const partials = await collectPartials(database, tenantId, definition);
  const prepared = prepareTemplate(definition, partials);
  if (!prepared.ok) throw refusal(prepared.problems);
  return { definition, expanded: prepared.expanded, rulesVersion: RULES_VERSION };
};
