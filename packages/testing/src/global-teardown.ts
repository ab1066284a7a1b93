import { dropTemplateDatabase } from './template-database.ts';

interface Stoppable {
  stop(): Promise<void>;
}

let services: Stoppable | null = null;

/** Hands the servers from Jest's global setup to its teardown, which run in the same process. */
export const keepForTeardown = (started: Stoppable): void => {
  services = started;
};

/** Runs after all test files. */
// oxlint-disable-next-line import/no-default-export -- Jest looks for it there
export default async (): Promise<void> => {
  try {
    await dropTemplateDatabase();
  } finally {
    await services?.stop();
  }
};
