import { CarillonError } from '@carillon/domain';
import { type Database, findTemplate, type TemplateVersionRecord } from '@carillon/repositories';

/**
 * The version that a call on a template means: the one it names, else the published one, else the
 * newest. 404 without the template, 422 at `version` without the version.
 */
export const findInUse = async (
  database: Database,
  { tenantId, key, version }: { tenantId: string; key: string; version: number | undefined },
): Promise<TemplateVersionRecord> => {
  const found = await findTemplate(database, { tenantId, key }, version ?? 'in_use');
  if (found === null) throw new CarillonError('not_found', 'There is no such template.');
  if (found.version !== null) return found.version;
  const code = 'template_not_found';
  const message = 'The template has no such version.';
  throw new CarillonError(code, message, { errors: [{ path: 'version', code, message }] });
};
