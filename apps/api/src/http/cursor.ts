import { CarillonError, isUuid } from '@carillon/domain';

/** A place in a list that is sorted by time and id. */
export interface TimedCursor {
  /** Microseconds since 1970, as text: more than PostgreSQL's clock tells and a `Date` holds. */
  readonly micros: string;
  readonly id: string;
}

const TIMED = /^(\d{1,18}) (.+)$/;

const invalid = (): CarillonError =>
  new CarillonError('invalid_cursor', 'cursor must be the nextCursor of the page before.');

const encode = (text: string): string => Buffer.from(text).toString('base64url');
const decode = (cursor: string): string => Buffer.from(cursor, 'base64url').toString();

/** A cursor says after which row a list goes on; it means nothing to a client. */
export const idCursor = {
  write: encode,
  read: (cursor: string | undefined): string | null => {
    if (cursor === undefined) return null;
    const id = decode(cursor);
    if (!isUuid(id) || encode(id) !== cursor) throw invalid();
    return id;
  },
};

export const timedCursor = {
  write: ({ micros, id }: TimedCursor): string => encode(`${micros} ${id}`),
  read: (cursor: string | undefined, isId: (text: string) => boolean): TimedCursor | null => {
    if (cursor === undefined) return null;
    const [, micros, id] = TIMED.exec(decode(cursor)) ?? [];
    if (micros === undefined || id === undefined || !isId(id)) throw invalid();
    return { micros, id };
  },
};

const WHOLE_MS = /^\d{1,15}$/;

/** For a list that is sorted by a time, in whole milliseconds, that each row has for itself. */
export const momentCursor = {
  write: (at: Date): string => encode(String(at.getTime())),
  read: (cursor: string | undefined): Date | null => {
    if (cursor === undefined) return null;
    const text = decode(cursor);
    if (!WHOLE_MS.test(text)) throw invalid();
    return new Date(Number(text));
  },
};

/** For a list that only grows at its end: how many rows have been given. */
export const countCursor = {
  write: (count: number): string => encode(String(count)),
  read: (cursor: string | undefined): number => {
    if (cursor === undefined) return 0;
    const text = decode(cursor);
    if (!/^\d{1,9}$/.test(text)) throw invalid();
    return Number(text);
  },
};
