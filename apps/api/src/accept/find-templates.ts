import {
  type Database,
  type RenderedVersion,
  type Resolved,
  resolveTemplates,
  type TemplateQuery,
  type VersionMemory,
} from '@carillon/repositories';
import type { TemplateDefinition } from '@carillon/templates';
import type { Asking } from './accept-entry.ts';
import type { FoundTemplate } from './found-template.ts';
import type { RequestDraft, RequestProblem } from './request-draft.ts';

export interface FindTemplatesDeps {
  readonly database: Database;
  readonly versions: VersionMemory;
}

type Sources = ReadonlyMap<string, RenderedVersion>;

interface Asked {
  readonly draft: RequestDraft;
  readonly query: TemplateQuery;
}

const missing = (code: RequestProblem['code'], field: string, detail: string): FoundTemplate => ({
  ok: false,
  problem: { code, detail, errors: [{ path: `template.${field}`, code, message: detail }] },
});

const REFUSALS: Readonly<Record<Exclude<Resolved['kind'], 'found'>, FoundTemplate>> = {
  no_template: missing('template_not_found', 'key', 'There is no such template.'),
  no_version: missing('template_not_found', 'version', 'The template has no such version.'),
  not_published: missing(
    'template_not_published',
    'key',
    'No version of the template is published: name one, or publish one.',
  ),
};

const askedIn = (entries: readonly Asking[]): Asked[] =>
  entries.flatMap(({ tenantId, drafts }) =>
    drafts.flatMap((draft) => {
      if (draft.template === null) return [];
      const { key, version = null } = draft.template;
      return [{ draft, query: { tenantId, key, version } }];
    }),
  );

const nameOf = ({ tenantId, key, version }: TemplateQuery): string =>
  `${tenantId} ${key} ${version}`;

const toFound = (is: Resolved | undefined, sources: Sources): FoundTemplate => {
  if (is?.kind !== 'found') return REFUSALS[is?.kind ?? 'no_template'];
  const { version, versionId } = is;
  const source = sources.get(versionId);
  if (source === undefined) return REFUSALS.no_template;
  // Only what `prepareTemplate` made is ever stored.
  const definition = source.expanded as unknown as TemplateDefinition;
  return { ok: true, version, versionId, definition };
};

/**
 * The templates that the entries name: one statement for all, so that what is published or deleted
 * counts at once everywhere, and one more for versions that this process has not met. Nothing is asked
 * where no template is named.
 */
export const findTemplates = async (
  { database, versions }: FindTemplatesDeps,
  entries: readonly Asking[],
): Promise<ReadonlyMap<RequestDraft, FoundTemplate>> => {
  const asked = askedIn(entries);
  if (asked.length === 0) return new Map();
  const queries = [...new Map(asked.map(({ query }) => [nameOf(query), query])).values()];
  const resolved = await resolveTemplates(database, queries);
  const keys = queries.flatMap(({ tenantId }, i) => {
    const is = resolved[i];
    return is?.kind === 'found' ? [{ tenantId, versionId: is.versionId }] : [];
  });
  const sources = await versions.fetch(keys);
  const found = new Map(queries.map((q, i) => [nameOf(q), toFound(resolved[i], sources)]));
  return new Map(
    asked.map(({ draft, query }) => [draft, found.get(nameOf(query)) ?? REFUSALS.no_template]),
  );
};
