import { fileURLToPath } from 'node:url';
import express, { type RequestHandler } from 'express';

const PAGE = fileURLToPath(new URL('../../page/', import.meta.url));

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The mailbox page's files, under a policy that lets it run nothing but them. */
export const servePage = (): RequestHandler =>
  express.static(PAGE, {
    setHeaders: (response) => {
      response.setHeader('content-security-policy', POLICY);
      response.setHeader('cache-control', 'no-cache');
      response.setHeader('referrer-policy', 'no-referrer');
      response.setHeader('x-content-type-options', 'nosniff');
    },
  });
