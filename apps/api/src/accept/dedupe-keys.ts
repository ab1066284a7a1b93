import type { Asking } from './accept-entry.ts';

/** A dedupe key is its tenant's. */
export const dedupeName = (tenantId: string, key: string): string => `${tenantId} ${key}`;

/** The dedupe keys that an entry names, each once. */
export const dedupeKeysOf = ({ drafts }: Asking): string[] => [
  ...new Set(drafts.flatMap(({ request: { dedupe } }) => dedupe?.key ?? [])),
];

export const namesKeys = ({ drafts }: Asking): boolean =>
  drafts.some(({ request: { dedupe } }) => dedupe !== undefined);
