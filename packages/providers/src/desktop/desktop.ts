import type { ProviderDefinition } from '../contract.ts';
import { openDesktop } from './open-desktop.ts';

/** The channel system: a desktop notification on the worker's host, or a line on its terminal. */
export const desktop: ProviderDefinition = {
  name: 'desktop',
  channels: ['system'],
  settings: [
    {
      name: 'fallback',
      type: 'string',
      required: false,
      secret: false,
      pattern: 'terminal|none',
      default: 'terminal',
      description: 'Where there is no desktop: terminal prints a line, none fails.',
    },
  ],
  hasReceipts: false,
  open: openDesktop,
};
