import type { SealedPlace, Sealer } from './create-sealer.ts';

type Value = string | number | boolean;

/** Settings parted into what may be read and what is sealed. */
export interface PartedSettings {
  readonly settings: Readonly<Record<string, Value>>;
  readonly sealed: Readonly<Record<string, string>>;
}

/** Seals the settings of these names for their place; the others stay as they are. */
export const sealNamed = (
  sealer: Sealer,
  settings: Readonly<Record<string, Value>>,
  { secrets, ...place }: Omit<SealedPlace, 'setting'> & { readonly secrets: ReadonlySet<string> },
): PartedSettings => {
  const entries = Object.entries(settings);
  const seal = ([setting, value]: [string, Value]): [string, string] => [
    setting,
    sealer.seal(String(value), { ...place, setting }),
  ];
  return {
    settings: Object.fromEntries(entries.filter(([name]) => !secrets.has(name))),
    sealed: Object.fromEntries(entries.filter(([name]) => secrets.has(name)).map(seal)),
  };
};
