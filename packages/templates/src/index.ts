export * from './render-content.ts';
export * from './sms-segments.ts';
