import { createHmac } from 'node:crypto';
import { installationPrefix } from '../queue-names.ts';

/** Whose inbox has changed. */
export interface HintedInbox {
  readonly tenantId: string;
  readonly subscriberId: string;
}

/** The channel on which api processes are told that inboxes have changed. */
export const inboxChannel = (installationId: string): string =>
  `${installationPrefix(installationId)}:inbox`;

const LENGTH = 22;

/**
 * What an inbox is called in Redis. Callers choose their subscribers' ids, e-mail addresses among them,
 * so they are hashed under the installation's id, of which Redis knows only the beginning.
 */
export const inboxHint = (installationId: string, inbox: HintedInbox): string =>
  createHmac('sha256', installationId)
    .update(`${inbox.tenantId}:${inbox.subscriberId}`)
    .digest('base64url')
    .slice(0, LENGTH);
