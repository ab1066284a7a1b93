export * from './catalog.ts';
export * from './contract.ts';
export * from './egress/check-webhook-url.ts';
export * from './settings/mask-settings.ts';
export * from './settings/merge-settings.ts';
export * from './settings/parse-settings.ts';
export * from './webhook-client/open-webhook-client.ts';
export * from './webhook-client/webhook-keys.ts';
