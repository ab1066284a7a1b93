import { hashPassword } from '@carillon/runtime';
import type { ApiConfig } from '../config.ts';
import type { OperatorEntry } from './operator-list.ts';

/** Everybody in `OPERATORS`, and `BULL_BOARD_USER` as a viewer. */
export const configuredOperators = async (config: ApiConfig): Promise<OperatorEntry[]> => {
  const { OPERATORS, BULL_BOARD_USER: name, BULL_BOARD_PASSWORD: password } = config;
  if (name === undefined || password === undefined) return [...OPERATORS];
  return [...OPERATORS, { name, role: 'viewer', passwordHash: await hashPassword(password) }];
};
