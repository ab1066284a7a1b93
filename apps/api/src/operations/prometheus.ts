import { CarillonError } from '@carillon/domain';
import { Router } from 'express';
import { exchangeOf } from '../http/exchange.ts';
import { sendAnswer } from '../http/send-answer.ts';
import { notAllowed } from '../http/not-allowed.ts';
import type { Strangers } from '../rate-limits/open-strangers.ts';
import { createRefreshMetrics, type RefreshDeps } from './refresh-metrics.ts';
import { sameSecret } from './same-secret.ts';

export interface PrometheusDeps extends RefreshDeps {
  /** Asked for as a bearer token; without one anybody may scrape. */
  readonly token: string | undefined;
  readonly strangers: Strangers;
}

/** `GET /metrics` in Prometheus's text format: what this process and all workers have counted. */
export const prometheusRoutes = ({ token, strangers, ...deps }: PrometheusDeps): Router => {
  const router = Router({ caseSensitive: true });
  const refresh = createRefreshMetrics(deps);
  router.get('/metrics', async (req, res) => {
    exchangeOf(res).route = '/metrics';
    if (token !== undefined && !sameSecret(req.headers.authorization ?? '', `Bearer ${token}`)) {
      const text = 'This needs the token of METRICS_TOKEN.';
      throw strangers.refuse(req.ip, new CarillonError('unauthenticated', text));
    }
    await refresh();
    const { registry } = deps.metrics;
    const headers = { 'content-type': registry.contentType };
    sendAnswer(res, { status: 200, body: await registry.metrics(), headers });
  });
  router.all('/metrics', notAllowed('GET, HEAD'));
  return router;
};
