import { CarillonError } from '@carillon/domain';
import type { Caller } from './caller.ts';

const INBOX_PATH = /^\/subscribers\/([^/]+)\/inbox(?:\/|$)/;

/** Throws 403 when a browser's token is used for anything but its own inbox, whether it exists or not. */
export const assertWithinInbox = ({ inbox }: Caller, path: string): void => {
  if (inbox === null) return;
  const named = INBOX_PATH.exec(path)?.[1];
  if (named !== undefined && decodeURIComponent(named) === inbox.subscriberId) return;
  throw new CarillonError('insufficient_scope', 'This token opens one inbox and nothing else.');
};
