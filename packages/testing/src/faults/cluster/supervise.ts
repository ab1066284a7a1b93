import type { AppProcess } from './app-process.ts';

/** A process that is started again whenever it ends by itself, as a supervisor would do. */
export interface Supervised {
  /** Supervises no longer and leaves the process running. Resolves to how each before it had ended. */
  leave(): Promise<readonly string[]>;
}

export const supervise = async (start: () => Promise<AppProcess>): Promise<Supervised> => {
  const ends: string[] = [];
  let isLeft = false;
  let starting = start();
  const watch = async (app: AppProcess): Promise<void> => {
    const how = await app.exited;
    if (isLeft || !app.endedByItself()) return;
    ends.push(how);
    starting = start();
    void watch(await starting);
  };
  void watch(await starting);
  return {
    leave: async () => {
      await starting;
      isLeft = true;
      return ends;
    },
  };
};
