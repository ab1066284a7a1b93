import type { ProviderDefinition, Settings } from '../contract.ts';
import { MASK } from './mask-settings.ts';
import { type ParsedSettings, parseSettings } from './parse-settings.ts';

/**
 * Applies a PATCH to an account's settings: null takes a setting away, and a secret that comes back
 * as it was read (`***`) stays what it is.
 */
export const mergeSettings = (
  definition: ProviderDefinition,
  current: Settings,
  patch: Readonly<Record<string, unknown>>,
): ParsedSettings => {
  const secrets = new Set(definition.settings.filter((s) => s.secret).map((s) => s.name));
  const changes = Object.entries(patch).filter(
    ([name, value]) => !(value === MASK && secrets.has(name)),
  );
  const removed = new Set(changes.filter(([, value]) => value === null).map(([name]) => name));
  const kept = Object.entries({ ...current, ...Object.fromEntries(changes) });
  return parseSettings(definition, Object.fromEntries(kept.filter(([name]) => !removed.has(name))));
};
