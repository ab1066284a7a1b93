import type { BrakeSettings, Channel } from '@carillon/domain';
import type { TenantConfiguration } from '@carillon/repositories';
import { settingsView } from '../endpoints/settings/settings-schema.ts';

/** What a tenant's requests are judged by. */
export interface TenantRules {
  /** Whether anybody sends for the channel. */
  readonly serves: (channel: Channel) => boolean;
  readonly sms: {
    readonly maxSegments: number;
    /** ISO 3166 codes; null allows every country. */
    readonly allowedCountries: ReadonlySet<string> | null;
  };
  /** Whether anybody wants to hear of what is accepted. */
  readonly tellsEvents: boolean;
  readonly brake: BrakeSettings;
}

/** `everybody`: channels that the workers' environment serves; null while that is not known. */
export const tenantRules = (
  { accounts, settings, tellsEvents }: TenantConfiguration,
  everybody: readonly Channel[] | null,
): TenantRules => {
  const served = new Set([...accounts.flatMap((a) => a.channels), ...(everybody ?? [])]);
  const { sms, brake } = settingsView(settings);
  const { maxSegments, allowedCountries } = sms;
  return {
    serves: (channel) => everybody === null || served.has(channel),
    sms: { maxSegments, allowedCountries: allowedCountries && new Set(allowedCountries) },
    tellsEvents,
    brake,
  };
};
