import { CHANNELS } from '@carillon/domain';
import type { RouteRecord } from '@carillon/repositories';
import { z } from 'zod';
import { EXAMPLE_ACCOUNT_ID } from '../provider-accounts/account-example.ts';

export const STRATEGIES = ['failover', 'weighted'] as const;

export const routeSchema = z
  .strictObject({
    accounts: z.array(z.strictObject({ accountId: z.uuid(), weight: z.int() })),
    strategy: z.enum(STRATEGIES),
  })
  .meta({ id: 'Route' });

export const routeParams = z.strictObject({ channel: z.enum(CHANNELS) });

export const routeView = ({ accounts, strategy }: RouteRecord) => ({
  accounts: accounts.map(({ accountId, weight }) => ({ accountId, weight })),
  strategy,
});

export const exampleRoute = {
  accounts: [{ accountId: EXAMPLE_ACCOUNT_ID, weight: 1 }],
  strategy: 'failover',
};
