import type { Logger } from '@carillon/runtime';
import type { IRouter } from 'express';
import type { Answer } from '../answers/answer.ts';
import type { Magic } from '../behaviours/magic.ts';
import type { Intake } from '../intake/open-intake.ts';

/** Where a stand-in may put itself. */
export interface StandInHost {
  /** The sandbox's HTTP server. */
  readonly routes: IRouter;
  /** For stand-ins with a listener of their own. */
  readonly host: string;
  readonly smtpPort: number;
  readonly log: Logger;
  readonly now: () => Date;
}

/** A stand-in that takes calls. */
export interface OpenStandIn {
  /** Its own port, null when it lives on the sandbox's HTTP server. */
  readonly port: number | null;
  /** Stops at once and cuts the connections that are left. */
  close(): Promise<void>;
}

/** A provider's double, faithful to its protocol, that keeps what it accepts. */
export interface StandIn {
  readonly provider: string;
  /** The answers it can give; others are refused when a behaviour is set. */
  readonly answers: readonly Answer[];
  readonly magic: Magic;
  open(intake: Intake, host: StandInHost): Promise<OpenStandIn>;
}
