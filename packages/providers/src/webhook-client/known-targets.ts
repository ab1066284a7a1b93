import type { EgressPolicy } from '../contract.ts';
import { checkWebhookUrl } from '../egress/check-webhook-url.ts';

/** A URL that may be called, as undici wants it. */
export interface WebhookTarget {
  readonly origin: string;
  readonly path: string;
}

/** Endpoints are few and their calls many; beyond this the memory starts anew. */
const REMEMBERED = 1_000;

/**
 * Checks URLs and remembers the answer, which never changes under one policy. Null for one that may
 * not be called: an address stored under older rules must not pass.
 */
export const knownTargets = (policy: EgressPolicy): ((url: string) => WebhookTarget | null) => {
  const known = new Map<string, WebhookTarget | null>();
  return (text) => {
    const remembered = known.get(text);
    if (remembered !== undefined) return remembered;
    const checked = checkWebhookUrl(text, policy);
    const url = checked.ok ? new URL(checked.href) : null;
    const target = url && { origin: url.origin, path: url.pathname + url.search };
    if (known.size >= REMEMBERED) known.clear();
    known.set(text, target);
    return target;
  };
};
