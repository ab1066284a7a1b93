import type {
  Provider,
  ProviderDeps,
  SendCall,
  SendRequest,
  SendResult,
  Settings,
} from '../contract.ts';
import { TIMEOUT } from '../network-failure.ts';
import { accepted, failed, notBegun, tooLate } from '../send-results.ts';
import { plainText } from './plain-text.ts';
import { showNotification } from './show-notification.ts';

const CONCURRENCY = 4;
const [BOLD_INVERSE, RESET] = ['\u001b[1;7m', '\u001b[0m'];

/** There is no desktop, and nobody to put one up while we wait: trying again is of no use. */
const unavailable: SendResult = failed({
  outcome: 'permanent_message',
  code: 'desktop_unavailable',
  hint: 'The host has no desktop to show a notification on.',
});

/** It may still be on the screen: a line as well would be a second one. */
const unknown: SendResult = failed({ ...TIMEOUT, outcome: 'ambiguous' });

const lineOf = ({ parts }: SendRequest): string => {
  const title = plainText(parts.title ?? '');
  const text = plainText(parts.body);
  return `\n${BOLD_INVERSE} ${title === '' ? 'Notification' : title} ${RESET} ${text}\n`;
};

/** Opens the host's desktop, as far as there is one. */
export const openDesktop = (settings: Settings, deps: ProviderDeps): Provider => {
  const { available = false, terminal = process.stdout } = deps.desktop ?? {};
  const usesTerminal = settings['fallback'] !== 'none';

  const show = async (request: SendRequest, call: SendCall): Promise<SendResult> => {
    const { parts } = request;
    const notification = {
      title: plainText(parts.title ?? '') || 'Notification',
      body: plainText(parts.body),
    };
    const isShown = await showNotification(notification, call.signal);
    if (isShown) return accepted({ response: 'shown on the desktop' });
    if (call.signal.aborted) return unknown;
    return usesTerminal ? print(request) : unavailable;
  };

  const print = (request: SendRequest): SendResult => {
    terminal.write(lineOf(request));
    return accepted({ response: 'printed on the terminal' });
  };

  return {
    concurrency: CONCURRENCY,
    send: async (request, call) => {
      if (call.signal.aborted) return tooLate;
      if (!available && !usesTerminal) return unavailable;
      if (!call.mayBegin()) return notBegun;
      return available ? show(request, call) : print(request);
    },
    verify: async () => {
      if (available) return { ok: true, detail: 'There is a desktop.' };
      return usesTerminal
        ? { ok: true, detail: 'There is no desktop; notifications go to the terminal.' }
        : { ok: false, detail: 'There is no desktop, and fallback is none.' };
    },
    close: () => Promise.resolve(),
  };
};
