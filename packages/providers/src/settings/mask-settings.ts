import type { ProviderDefinition, Settings } from '../contract.ts';

/** What a reader sees in place of a secret. */
export const MASK = '***';

/** The settings as a client may read them. A setting the provider does not know is masked too. */
export const maskSettings = (definition: ProviderDefinition, settings: Settings): Settings => {
  const open = new Set(definition.settings.filter((spec) => !spec.secret).map((spec) => spec.name));
  return Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [name, open.has(name) ? value : MASK]),
  );
};
