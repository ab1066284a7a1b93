import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { AnswerMessage, Calls } from './calls.ts';
import type { Closers } from './open-closers.ts';
import { stopChild } from './stop-child.ts';

type Input<F> = F extends (input: infer I) => unknown ? I : never;
type Result<F> = F extends (input: never) => infer R ? Awaited<R> : never;

/** A program of the bench that runs in a process of its own. */
export interface Program<P extends Calls> {
  call<K extends keyof P & string>(name: K, input: Input<P[K]>): Promise<Result<P[K]>>;
}

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Starts `src/programs/<name>.ts`; it is stopped by `closers`. A call fails when the program ends. */
export const startProgram = <P extends Calls>(closers: Closers, name: string): Program<P> => {
  const file = fileURLToPath(new URL(`../programs/${name}.ts`, import.meta.url));
  const child = fork(file, { execArgv: ['--disable-warning=ExperimentalWarning'] });
  closers.add(() => stopChild(child));

  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  child.on('message', ({ id, result, error }: AnswerMessage) => {
    const call = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) call?.resolve(result);
    else call?.reject(new Error(`${name}: ${error}`));
  });
  child.once('exit', () => {
    for (const { reject } of waiting.values()) reject(new Error(`${name} has ended`));
    waiting.clear();
  });
  return {
    call: (callName, input) =>
      new Promise((resolve, reject) => {
        lastId += 1;
        waiting.set(lastId, { resolve: (result) => resolve(result as never), reject });
        child.send({ id: lastId, name: callName, input });
      }),
  };
};
