import { CarillonError } from '@carillon/domain';
import type { Request } from 'express';

const READS: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/** Whether a request changes nothing. */
export const isRead = ({ method }: Pick<Request, 'method'>): boolean => READS.has(method);

const hostOf = (url: string | undefined): string | undefined =>
  URL.parse(url ?? '')?.host ?? undefined;

/**
 * Refuses a change that another site's page asks for (CSRF): browsers send the login along by themselves.
 * They also say where a request comes from (Fetch Metadata, and `Origin`); what says nothing of that is
 * no browser and has its login from somebody who knows it.
 */
export const assertOwnPage = (
  req: Pick<Request, 'method' | 'headers'>,
  publicUrl: string | undefined,
): void => {
  if (isRead(req)) return;
  const { origin, host } = req.headers;
  const site = req.headers['sec-fetch-site'] ?? 'same-origin';
  const from = hostOf(origin);
  const isOurs = origin === undefined || from === host || from === hostOf(publicUrl);
  if (site === 'same-origin' && isOurs && origin !== 'null') return;
  throw new CarillonError('insufficient_scope', 'Only pages of this server may change something.');
};
