import type { ProviderDefinition } from '../contract.ts';
import { FCM_SETTINGS } from './fcm-settings.ts';
import { openFcm } from './open-fcm.ts';
import { checkFcmSettings } from './service-account.ts';

/** Push messages over Firebase Cloud Messaging (HTTP v1). */
export const fcm: ProviderDefinition = {
  name: 'fcm',
  channels: ['push'],
  settings: FCM_SETTINGS,
  hasReceipts: false,
  check: checkFcmSettings,
  open: openFcm,
};
