import { CATALOG } from '@carillon/providers';
import { advanceRoutes, type Database } from '@carillon/repositories';
import { logAndContinue, type Logger } from '@carillon/runtime';

/** What moves routes of mode `first` on when deliveries have ended. */
export interface RouteHints {
  /** Providers that say later what became of a message; none where nobody can reach us. */
  readonly receiptProviders: readonly string[];
  readonly onRouteEnded: (deliveryIds: readonly string[]) => void;
}

export interface RouteHintsDeps {
  readonly database: Database;
  readonly log: Logger;
  readonly publicUrl: string | undefined;
  /** The next channel is due. */
  readonly wakeDispatch: () => void;
}

export const createRouteHints = (deps: RouteHintsDeps): RouteHints => {
  const { database, log, publicUrl, wakeDispatch } = deps;
  const withReceipts = CATALOG.filter((provider) => provider.hasReceipts).map(({ name }) => name);
  const receiptProviders = publicUrl === undefined ? [] : withReceipts;
  return {
    receiptProviders,
    onRouteEnded: (deliveryIds) => {
      const advance = async (): Promise<void> => {
        if ((await advanceRoutes(database, deliveryIds, receiptProviders)) > 0) wakeDispatch();
      };
      void logAndContinue(
        advance(),
        log,
        'a route goes on only when its next channel is looked at',
      );
    },
  };
};
