export * from './render-content.ts';
