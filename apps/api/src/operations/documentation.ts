import { fileURLToPath } from 'node:url';
import express, { type RequestHandler, Router } from 'express';
import type { Endpoint } from '../http/endpoint.ts';
import { exchangeOf } from '../http/exchange.ts';
import { notAllowed } from '../http/not-allowed.ts';
import { openApiDocument } from './openapi-document.ts';

const FILES = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'] as const;

/** Everything comes from here; the inline styles are those that Swagger UI puts on its elements. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Carillon API</title>
<link rel="stylesheet" href="/docs/swagger-ui.css">
<link rel="icon" href="/docs/favicon-32x32.png">
</head>
<body>
<div id="page"></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
`;

const START = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#page', deepLinking: true, validatorUrl: null });
`;

const folder = fileURLToPath(new URL('.', import.meta.resolve('swagger-ui-dist')));

const named =
  (route: string): RequestHandler =>
  (_req, res, next) => {
    exchangeOf(res).route = route;
    next();
  };

/** `/openapi.json`, and `/docs` to read it; `/` leads there. Nothing is loaded from elsewhere. */
export const documentationRoutes = (
  endpoints: readonly Endpoint[],
  publicUrl: string | undefined,
): Router => {
  const router = Router({ caseSensitive: true });
  const document = JSON.stringify(openApiDocument(endpoints, publicUrl));
  router.get('/', named('/'), (_req, res) => res.redirect(302, '/docs'));
  router.get('/openapi.json', named('/openapi.json'), (_req, res) => {
    res.type('application/json').send(document);
  });
  router.all('/openapi.json', notAllowed('GET, HEAD'));
  router.get('/docs', named('/docs'), (_req, res) => {
    res.setHeader('content-security-policy', POLICY);
    res.type('html').send(PAGE);
  });
  router.get('/docs/start.js', named('/docs'), (_req, res) => {
    res.type('text/javascript').send(START);
  });
  for (const file of FILES) {
    const path = `/docs/${file}`;
    router.use(path, named('/docs'), express.static(folder + file, { maxAge: '1d', index: false }));
  }
  return router;
};
