import { isPasswordHash } from '@carillon/runtime';
import { z } from 'zod';

/** `viewer` looks at queues, `operator` may retry and promote jobs as well. */
export const ROLES = ['viewer', 'operator'] as const;
export type Role = (typeof ROLES)[number];

/** Somebody who looks after this installation. */
export interface Operator {
  readonly name: string;
  readonly role: Role;
}

export interface OperatorEntry extends Operator {
  readonly passwordHash: string;
}

const NAME = /^[\w.@-]{1,64}$/;

const parseEntry = (text: string): OperatorEntry | null => {
  const [name = '', role, passwordHash = '', ...more] = text.trim().split(':');
  const known = ROLES.find((each) => each === role);
  const isWhole = NAME.test(name) && more.length === 0 && isPasswordHash(passwordHash);
  return known === undefined || !isWhole ? null : { name, role: known, passwordHash };
};

/** Config: `name:role:hash[,…]`, as `npm run operator` prints them; each name once. */
export const operatorList = () =>
  z
    .string()
    .transform((text, context): readonly OperatorEntry[] => {
      const parts = text.split(',').filter((part) => part.trim() !== '');
      const entries = parts.flatMap((part) => parseEntry(part) ?? []);
      const names = new Set(entries.map(({ name }) => name));
      if (names.size === parts.length) return entries;
      context.addIssue({ code: 'custom', message: 'not a list of operators' });
      return z.NEVER;
    })
    .meta({ expected: 'entries such as ada:operator:scrypt.…, as npm run operator prints them' });
