import type { Request } from 'express';

/** The full URL as the client asked for it. */
export const urlOf = (request: Request): string =>
  `http://${request.headers.host ?? 'localhost'}${request.originalUrl}`;
