import { execFile } from 'node:child_process';
import type { DesktopNotification } from './desktop-notification.ts';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** A body is markup on most desktops (Desktop Notifications Specification 1.3, "Markup"). */
const escapeMarkup = (text: string): string =>
  text.replaceAll(/[&<>]/g, (character) => ENTITIES[character] ?? character);

/**
 * Shows it with libnotify's command, which gets the text as arguments of its own: no shell reads
 * them, and after `--` none is an option. False when that did not work; ended by the signal.
 */
export const notifySend = (
  { title, body }: DesktopNotification,
  { signal, command = 'notify-send' }: { readonly signal: AbortSignal; readonly command?: string },
): Promise<boolean> =>
  new Promise((resolve) => {
    const texts = ['--app-name=Carillon', '--', title, escapeMarkup(body)];
    execFile(command, texts, { signal, killSignal: 'SIGKILL' }, (error) => resolve(error === null));
  });
