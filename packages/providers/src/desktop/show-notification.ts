import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** As much of the library as is used; it comes without types. */
interface Notifier {
  notify(
    options: { readonly title: string; readonly message: string; readonly wait: boolean },
    done: (error: Error | null) => void,
  ): void;
}

export interface DesktopNotification {
  readonly title: string;
  readonly body: string;
}

/** Shows it by the desktop's own means; false when that did not work, or not in time. */
export const showNotification = (
  { title, body }: DesktopNotification,
  signal: AbortSignal,
): Promise<boolean> =>
  new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(false), { once: true });
    // Loaded with the first notification: most workers run on hosts without a desktop.
    const notifier = require('toasted-notifier') as Notifier;
    notifier.notify({ title, message: body, wait: false }, (error) => resolve(error === null));
  });
