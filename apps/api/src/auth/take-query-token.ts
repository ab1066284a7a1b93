import type { Request } from 'express';

/**
 * Takes `?token=` out of a request that has no `Authorization`: a browser's EventSource cannot send
 * headers. Nothing after this sees it, so that it is neither validated as a field nor logged.
 */
export const takeQueryToken = (req: Request): string | undefined => {
  const at = req.url.indexOf('?');
  if (at < 0 || req.headers.authorization !== undefined) return undefined;
  const query = new URLSearchParams(req.url.slice(at + 1));
  const token = query.get('token');
  if (token === null) return undefined;
  query.delete('token');
  req.url = `${req.url.slice(0, at)}${query.size === 0 ? '' : `?${query.toString()}`}`;
  return token;
};
