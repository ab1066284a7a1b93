import type { Ports } from '../choose-ports.ts';
import type { PidBook } from '../home/pid-book.ts';

/** What every child is told and reports to. */
export interface ChildContext {
  /** The environment that children inherit. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  readonly databaseUrl: string;
  readonly redisUrl: string;
  readonly ports: Ports;
  readonly apiUrl: string;
  /** What the secrets of provider accounts are sealed with. */
  readonly credentialsKeys: string;
  readonly pids: PidBook;
  readonly onDown: (name: string) => (how: string, restartInMs: number) => void;
}

/** The local stand-ins, and where they listen. */
export interface SandboxPlace {
  readonly url: string;
  readonly smtpUrl: string;
  /** What webhooks and providers may reach of it: exactly its origin and its SMTP port. */
  readonly egressAllow: string;
}
