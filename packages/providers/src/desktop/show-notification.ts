import { createRequire } from 'node:module';
import type { DesktopNotification } from './desktop-notification.ts';
import { notifySend } from './notify-send.ts';

const require = createRequire(import.meta.url);

/** As much of the library as is used; it comes without types. */
interface Notifier {
  notify(
    options: { readonly title: string; readonly message: string; readonly wait: boolean },
    done: (error: Error | null) => void,
  ): void;
}

/** The library starts its commands without a shell on macOS and Windows, but not on Linux. */
const notifyByLibrary = (
  { title, body }: DesktopNotification,
  signal: AbortSignal,
): Promise<boolean> =>
  new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(false), { once: true });
    // Loaded with the first notification: most workers run on hosts without a desktop.
    const notifier = require('toasted-notifier') as Notifier;
    notifier.notify({ title, message: body, wait: false }, (error) => resolve(!error));
  });

/** Shows it by the desktop's own means; false when that did not work, or not in time. */
export const showNotification = async (
  notification: DesktopNotification,
  signal: AbortSignal,
): Promise<boolean> => {
  try {
    return process.platform === 'darwin' || process.platform === 'win32'
      ? await notifyByLibrary(notification, signal)
      : await notifySend(notification, { signal });
  } catch {
    return false;
  }
};
