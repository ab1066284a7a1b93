import { setTimeout as pause } from 'node:timers/promises';

const TRIES = 4;
const FIRST_PAUSE_MS = 120;
const TIMEOUT_MS = 5_000;

/** What a vendor tells its customer. */
export interface Callback {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const isHeard = async ({ url, headers, body }: Callback): Promise<boolean> => {
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const { ok } = await fetch(url, { method: 'POST', headers, body, signal });
    return ok;
  } catch {
    return false;
  }
};

/** Posts a callback, a few times if nobody listens. Never throws. */
export const postCallback = async (callback: Callback): Promise<void> => {
  for (let tried = 1; tried <= TRIES; tried += 1) {
    if (await isHeard(callback)) return;
    await pause(FIRST_PAUSE_MS * 2 ** (tried - 1));
  }
};
