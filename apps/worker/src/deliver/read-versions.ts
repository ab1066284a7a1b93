import type { ClaimedDelivery, RenderedVersion, VersionMemory } from '@carillon/repositories';

/** The template versions of some deliveries, by their ids. */
export type Versions = ReadonlyMap<string, RenderedVersion>;

const NONE: Versions = new Map();

/**
 * What these deliveries are made of: one statement for all versions that this process has not met, none
 * where every one is known or none is named.
 */
export const readVersions = (
  { versions }: { readonly versions: VersionMemory },
  deliveries: readonly Pick<ClaimedDelivery, 'tenantId' | 'request'>[],
): Versions | Promise<Versions> => {
  const keys = deliveries.flatMap(({ tenantId, request: { template } }) =>
    template === undefined ? [] : [{ tenantId, versionId: template.versionId }],
  );
  return keys.length === 0 ? NONE : versions.fetch(keys);
};
