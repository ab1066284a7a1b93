import type { Channel } from '@carillon/domain';
import type { Provider } from '@carillon/providers';
import type { CallsUnderWay } from './calls-under-way.ts';

/** An open provider account: who sends for a channel, and within what time. */
export interface SendingAccount {
  readonly id: string;
  /** As the API and the attempts name it: the provider's name. */
  readonly provider: string;
  readonly channels: readonly Channel[];
  /** A call that takes longer is aborted, in ms. */
  readonly deadlineMs: number;
  /** Calls a second that its owner allows; null for as many as it takes. */
  readonly ratePerSecond: number | null;
  /** Where its receipts are to be sent; null when it has none, or nobody can reach us. */
  readonly callbackUrl: string | null;
  readonly connection: Provider;
  /** Retired once it was changed or deleted; what it has not begun goes to whoever serves the channel now. */
  readonly calls: CallsUnderWay;
}
