import { CarillonError } from '@carillon/domain';
import type { Strangers } from '../rate-limits/open-strangers.ts';
import { createTurns } from '../turns/create-turns.ts';
import type { Operators } from './create-operators.ts';
import type { Operator } from './operator-list.ts';

/** Who this header is from. Rejects with 401 for a wrong password, 429 after too many, 503 in a crowd. */
export type LogIn = (header: string, ip: string | undefined) => Promise<Operator>;

export interface LogInDeps {
  readonly operators: Pick<Operators, 'verify'>;
  /** Limits wrong passwords by address. */
  readonly logins: Strangers;
}

/** At 50 ms each, the last one waits for some three seconds. */
const MOST_WAITING = 64;

/** What to say to whoever is no operator. */
export const notAnOperator = (): CarillonError =>
  new CarillonError('unauthenticated', 'This needs an operator’s login.');

/**
 * Checks passwords one at a time: guesses that come at once would all be looked at before the first of them
 * counts as a failure, and would take the threads that everything else in the process needs.
 */
export const createLogIn = ({ operators, logins }: LogInDeps): LogIn => {
  const takeTurn = createTurns(1, MOST_WAITING);
  return (header, ip) =>
    takeTurn(async () => {
      logins.assertWelcome(ip);
      const operator = await operators.verify(header);
      if (operator === null) throw logins.refuse(ip, notAnOperator());
      return operator;
    });
};
