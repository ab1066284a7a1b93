import { createHash } from 'node:crypto';
import { hashPassword, isPassword } from '@carillon/runtime';
import type { Operator, OperatorEntry } from './operator-list.ts';

/** Finds out who a header of basic authentication (RFC 7617) belongs to. */
export interface Operators {
  /** Who this is, if he was here in the last minutes: a page asks for many files. */
  known(header: string): Operator | null;
  /** Checks name and password, which takes its time; null when they are wrong. */
  verify(header: string): Promise<Operator | null>;
}

const KNOWN_MS = 300_000;
const MOST_KNOWN = 100;

const digest = (text: string): string => createHash('sha256').update(text).digest('base64');

const credentialsIn = (header: string): { name: string; password: string } => {
  const [, encoded = ''] = /^basic +(\S+)$/i.exec(header) ?? [];
  const text = Buffer.from(encoded, 'base64').toString();
  const colon = text.indexOf(':');
  return { name: text.slice(0, Math.max(0, colon)), password: text.slice(colon + 1) };
};

/** The operators of the configuration. An unknown name costs the same time as a wrong password. */
export const createOperators = async (entries: readonly OperatorEntry[]): Promise<Operators> => {
  const nobodysHash = await hashPassword('nobody');
  const seen = new Map<string, { readonly operator: Operator; readonly untilMs: number }>();
  return {
    known: (header) => {
      const found = seen.get(digest(header));
      return found !== undefined && found.untilMs > performance.now() ? found.operator : null;
    },
    verify: async (header) => {
      const { name, password } = credentialsIn(header);
      const entry = entries.find((each) => each.name === name);
      const isRight = await isPassword(password, entry?.passwordHash ?? nobodysHash);
      if (entry === undefined || !isRight) return null;
      const operator = { name, role: entry.role };
      if (seen.size >= MOST_KNOWN) seen.clear();
      seen.set(digest(header), { operator, untilMs: performance.now() + KNOWN_MS });
      return operator;
    },
  };
};
