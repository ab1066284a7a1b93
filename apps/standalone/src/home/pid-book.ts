import { writeStandaloneFile, type Pids, type StandaloneFile } from './standalone-file.ts';

type Single = Exclude<keyof Pids, 'workers' | 'standalone'>;

/** Knows who runs. Once published, `standalone.json` follows every change. */
export interface PidBook {
  set(name: Single): (pid: number) => void;
  setWorker(index: number): (pid: number) => void;
  publish(content: Omit<StandaloneFile, 'pids'>): StandaloneFile;
}

/** `onProblem` is told when a change could not be written: a full disk is no reason to end. */
export const pidBook = (home: string, onProblem: (problem: string) => void): PidBook => {
  const single = new Map<Single, number>();
  const workers: number[] = [];
  let published: Omit<StandaloneFile, 'pids'> | null = null;

  const file = (content: Omit<StandaloneFile, 'pids'>): StandaloneFile => ({
    ...content,
    pids: {
      standalone: process.pid,
      api: single.get('api') ?? 0,
      workers: [...workers],
      sandbox: single.get('sandbox') ?? 0,
      postgres: single.get('postgres') ?? null,
      redis: single.get('redis') ?? null,
    },
  });
  const changed = (): void => {
    if (published === null) return;
    try {
      writeStandaloneFile(home, file(published));
    } catch (error) {
      onProblem(`standalone.json has an old pid: ${String(error)}`);
    }
  };
  return {
    set: (name) => (pid) => {
      single.set(name, pid);
      changed();
    },
    setWorker: (index) => (pid) => {
      workers[index] = pid;
      changed();
    },
    publish: (content) => {
      published = content;
      const first = file(content);
      writeStandaloneFile(home, first);
      return first;
    },
  };
};
