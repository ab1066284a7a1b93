import { CarillonError, isInTime, readGrant, type UnsubscribeGrant } from '@carillon/domain';
import { type Database, findCategory } from '@carillon/repositories';
import type { Clock, LinkSealer } from '@carillon/runtime';
import { type RequestHandler, type Response, Router } from 'express';
import { beforeDeadline } from '../http/before-deadline.ts';
import { exchangeOf } from '../http/exchange.ts';
import { readBytes } from '../http/read-bytes.ts';
import { optOut } from './opt-out.ts';
import { confirmPage, donePage, invalidPage, PAGE_HEADERS } from './unsubscribe-page.ts';

export interface UnsubscribeDeps {
  readonly database: Database;
  readonly clock: Clock;
  /** Opens what the workers have put into their e-mails. */
  readonly links: LinkSealer;
}

type Handler = RequestHandler<{ token: string }>;
type Act = (grant: UnsubscribeGrant) => Promise<(categoryName: string) => string>;

/** `List-Unsubscribe=One-Click`, or an empty form: neither says anything that the link does not. */
const MAX_BYTES = 4_096;

const sendPage = (res: Response, status: number, html: string): void => {
  res.status(status).set(PAGE_HEADERS).send(html);
};

const grantIn = (token: string, { links, clock }: UnsubscribeDeps): UnsubscribeGrant | null => {
  const text = links.open(token);
  const grant = text === null ? null : readGrant(text);
  return grant !== null && isInTime(grant, clock.nowMs()) ? grant : null;
};

/** Answers with the page that `act` resolves to; 404 where the link is not ours or too old. */
const answerLink =
  (deps: UnsubscribeDeps, act: Act): Handler =>
  async (req, res) => {
    const exchange = exchangeOf(res);
    exchange.route = '/unsubscribe/{token}';
    if (req.method === 'POST') await readBytes(req, MAX_BYTES);
    const grant = grantIn(req.params.token, deps);
    if (grant === null) {
      exchange.errorCode = 'not_found';
      sendPage(res, 404, invalidPage());
      return;
    }
    const { tenantId, category: key } = grant;
    exchange.notes = { ...exchange.notes, tenantId };
    const page = await beforeDeadline(act(grant));
    const { name } = await beforeDeadline(findCategory(deps.database, { tenantId, key }));
    sendPage(res, 200, page(name ?? key));
  };

/**
 * `/unsubscribe/{token}` (RFC 8058): no key, the link is the permission. `GET` changes nothing, because
 * programs follow links in mails before people do; `POST` acts, by the page's button or by one click in
 * the mail program, any number of times.
 */
export const unsubscribeRoutes = (deps: UnsubscribeDeps): Router => {
  const router = Router({ caseSensitive: true });
  router
    .route('/unsubscribe/:token')
    .get(answerLink(deps, async () => confirmPage))
    .post(
      answerLink(deps, async (grant) => {
        await optOut(deps.database, grant);
        return donePage;
      }),
    )
    .all((req, res) => {
      res.setHeader('allow', 'GET, HEAD, POST');
      throw new CarillonError('method_not_allowed', `${req.method} is not possible here.`);
    });
  return router;
};
