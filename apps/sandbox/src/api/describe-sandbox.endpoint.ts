import type { RequestHandler } from 'express';
import type { Answer } from '../answers/answer.ts';
import type { MagicRecipient } from '../behaviours/magic.ts';

/** What the mailbox page tells about the sandbox. */
export interface SandboxInfo {
  /** Carillon's API, null when not known. */
  readonly apiUrl: string | null;
  readonly smtpUrl: string | null;
  readonly standIns: readonly {
    readonly provider: string;
    readonly answers: readonly Answer[];
    readonly magicRecipients: readonly MagicRecipient[];
  }[];
}

/** `GET /api/info`: addresses, answers and magic recipients, for the mailbox page. */
export const describeSandbox =
  (info: SandboxInfo): RequestHandler =>
  (_request, response) => {
    response.json(info);
  };
