import { isUtf8 } from 'node:buffer';
import { CarillonError } from '@carillon/domain';

/** A parsed body. */
export interface ParsedJson {
  readonly value: unknown;
  readonly bytes: number;
  /**
   * Only text with an escape can hold a NUL or a lone surrogate, and schemas drop the key `__proto__` in
   * silence: worth a look into everything.
   */
  readonly isSuspect: boolean;
}

const SUSPECT = /\\u|__proto__/;

export const parseJson = (buffer: Buffer): ParsedJson => {
  if (!isUtf8(buffer)) throw new CarillonError('invalid_json', 'The body is not UTF-8.');
  const text = buffer.toString('utf8');
  try {
    const value: unknown = JSON.parse(text);
    return { value, bytes: buffer.length, isSuspect: SUSPECT.test(text) };
  } catch (error) {
    throw new CarillonError('invalid_json', 'The body is not valid JSON.', { cause: error });
  }
};
