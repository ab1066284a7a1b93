import type { Stages } from '../supervision/stages.ts';
import type { Progress } from '../terminal/progress.ts';
import type { ChildContext, SandboxPlace } from './child-context.ts';
import { type BullBoardLogin, keepApi } from './keep-api.ts';
import { keepSandbox } from './keep-sandbox.ts';
import { keepWorkers } from './keep-workers.ts';

export interface Children {
  readonly sandbox: SandboxPlace;
  /** Drains all of them and starts them anew, for a change of the code. */
  readonly restart: () => Promise<void>;
}

/** Starts our own processes: the api last, so that it takes nothing before it can be sent. */
export const startChildren = async (
  context: ChildContext & {
    readonly workers: number;
    readonly bullBoard: BullBoardLogin;
    readonly stages: Stages;
    readonly progress: Progress;
  },
): Promise<Children> => {
  const { stages, progress, workers: count, apiUrl } = context;
  const sandbox = await progress('sandbox', keepSandbox(context), (s) => s.url);
  stages.add(sandbox.supervised);
  const workers = await progress('workers', keepWorkers({ ...context, sandbox, count }), (all) =>
    String(all.length),
  );
  stages.add(...workers);
  const api = await progress('api', keepApi({ ...context, sandbox }), () => apiUrl);
  stages.add(api);
  const restart = async (): Promise<void> => {
    await Promise.all([sandbox.supervised, ...workers, api].map((child) => child.restart()));
  };
  return { sandbox, restart };
};
