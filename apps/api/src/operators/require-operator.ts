import type { RequestHandler, Response } from 'express';
import { exchangeOf } from '../http/exchange.ts';
import type { Strangers } from '../rate-limits/open-strangers.ts';
import { assertOwnPage } from './assert-own-page.ts';
import { createLogIn, notAnOperator } from './create-log-in.ts';
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
export const requireOperator = ({ publicUrl, ...deps }: RequireOperatorDeps): RequestHandler => {
  const logIn = createLogIn(deps);
  const whoIs = async (header: string | undefined, ip: string | undefined): Promise<Operator> => {
    // A browser asks once without, to be told that there is a login: that is no failure.
    if (header === undefined) throw notAnOperator();
    return deps.operators.known(header) ?? logIn(header, ip);
  };
  return async (req, res, next) => {
    const operator = await whoIs(req.headers.authorization, req.ip).catch((refusal: unknown) => {
      res.setHeader('www-authenticate', CHALLENGE);
      throw refusal;
    });
    assertOwnPage(req, publicUrl);
    res.locals[KEY] = operator;
    const exchange = exchangeOf(res);
    exchange.notes = { ...exchange.notes, operator: operator.name };
    next();
  };
};
