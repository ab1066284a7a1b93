import { CarillonError, isUuid } from '@carillon/domain';
import { type RequestHandler, Router } from 'express';
import { beforeDeadline } from '../http/before-deadline.ts';
import { exchangeOf } from '../http/exchange.ts';
import { readBytes } from '../http/read-bytes.ts';
import type { Services } from '../services.ts';
import { receiveCallback } from './receive-callback.ts';

/** A vendor posts a status or a page of events; none of them sends more. */
const MAX_BYTES = 1_048_576;

const flat = (headers: Readonly<Record<string, string | string[] | undefined>>) =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  );

const take =
  (
    services: Services,
    publicUrl: string | undefined,
  ): RequestHandler<{ provider: string; accountId: string }> =>
  async (req, res) => {
    const exchange = exchangeOf(res);
    exchange.route = '/callbacks/{provider}/{accountId}';
    const { provider, accountId } = req.params;
    const body = await readBytes(req, MAX_BYTES);
    if (!isUuid(accountId)) throw new CarillonError('not_found', 'There is no such account.');
    // The vendor signs the URL that it was told, whatever proxies made of it since.
    const url = (publicUrl ?? '') + req.originalUrl;
    const request = { url, headers: flat(req.headers), body, now: services.clock.now() };
    const end = await beforeDeadline(receiveCallback(services, { provider, accountId }, request));
    exchange.notes = { ...exchange.notes, accountId, ...end };
    res.status(204).end();
  };

/** `POST /callbacks/{provider}/{accountId}`: no key, but the vendor's signature. */
export const mountCallbacks = (services: Services, publicUrl: string | undefined): Router => {
  const router = Router({ caseSensitive: true });
  router
    .route('/callbacks/:provider/:accountId')
    .post(take(services, publicUrl))
    .all((req, res) => {
      res.setHeader('allow', 'POST');
      throw new CarillonError('method_not_allowed', `${req.method} is not possible here: POST.`);
    });
  return router;
};
