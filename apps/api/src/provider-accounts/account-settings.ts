import { CarillonError, type FieldError } from '@carillon/domain';
import {
  checkWebhookUrl,
  type EgressPolicy,
  type ParsedSettings,
  type ProviderDefinition,
  type Settings,
} from '@carillon/providers';
import { type PartedSettings, sealNamed, type Sealer } from '@carillon/runtime';
import { keepSecret } from '../secrets/keep-secret.ts';

const invalid = (errors: readonly FieldError[]): CarillonError =>
  new CarillonError('validation_failed', 'The settings are not valid.', {
    errors: errors.map((e) => ({ ...e, path: e.path === '' ? 'settings' : `settings.${e.path}` })),
  });

/** What the guard will not let through at connect time is refused early, with a reason. */
const checkTargets = (settings: Settings, egress: EgressPolicy): FieldError[] =>
  Object.entries(settings).flatMap(([path, value]) => {
    if (!path.endsWith('Url') || typeof value !== 'string') return [];
    const checked = checkWebhookUrl(value, egress);
    return checked.ok
      ? []
      : [{ path, code: 'url_not_allowed', message: `The URL ${checked.reason}.` }];
  });

/** The settings that passed; throws 400 with all that is wrong. */
export const validSettings = (
  parsed: ParsedSettings,
  egress: EgressPolicy,
): Extract<ParsedSettings, { ok: true }> => {
  if (!parsed.ok) throw invalid(parsed.errors);
  const errors = checkTargets(parsed.settings, egress);
  if (errors.length > 0) throw invalid(errors);
  return parsed;
};

/** The settings that were made here, to be answered once. */
export const madeHere = ({
  settings,
  generated,
}: Extract<ParsedSettings, { ok: true }>): Settings =>
  Object.fromEntries(generated.map((name) => [name, settings[name] ?? '']));

export interface SealInput {
  readonly definition: ProviderDefinition;
  readonly settings: Settings;
  readonly tenantId: string;
  readonly accountId: string;
}

/** Parts the secrets from the rest and seals them. Throws 503 where no key is configured. */
export const sealSettings = (sealer: Sealer, input: SealInput): PartedSettings => {
  const { definition, settings, ...place } = input;
  const secrets = new Set(definition.settings.filter((s) => s.secret).map((s) => s.name));
  return keepSecret(() => sealNamed(sealer, settings, { ...place, secrets }));
};
