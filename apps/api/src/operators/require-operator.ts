import { CarillonError } from '@carillon/domain';
import type { RequestHandler, Response } from 'express';
import { exchangeOf } from '../http/exchange.ts';
import type { Strangers } from '../rate-limits/open-strangers.ts';
import { assertOwnPage } from './assert-own-page.ts';
import type { Operators } from './create-operators.ts';
import type { Operator } from './operator-list.ts';

export interface RequireOperatorDeps {
  readonly operators: Operators;
  /** Limits wrong passwords by address. */
  readonly logins: Strangers;
  readonly publicUrl: string | undefined;
}

const KEY = 'operator';

/** Who has logged in. */
export const operatorOf = (res: Response): Operator => res.locals[KEY] as Operator;

const CHALLENGE = 'Basic realm="Carillon operators", charset="UTF-8"';

/** Lets operators past: basic authentication, and changes from our own pages only. */
export const requireOperator =
  ({ operators, logins, publicUrl }: RequireOperatorDeps): RequestHandler =>
  async (req, res, next) => {
    const { authorization: header } = req.headers;
    const refusal = new CarillonError('unauthenticated', 'This needs an operator’s login.');
    const logIn = async (given: string): Promise<Operator | null> => {
      logins.assertWelcome(req.ip);
      return operators.verify(given);
    };
    // A browser asks once without, to be told that there is a login: that is no failure.
    const operator =
      header === undefined ? null : (operators.known(header) ?? (await logIn(header)));
    if (operator === null) {
      res.setHeader('www-authenticate', CHALLENGE);
      throw header === undefined ? refusal : logins.refuse(req.ip, refusal);
    }
    assertOwnPage(req, publicUrl);
    res.locals[KEY] = operator;
    const exchange = exchangeOf(res);
    exchange.notes = { ...exchange.notes, operator: operator.name };
    next();
  };
