import type { AnswerMessage, CallMessage, Calls } from './calls.ts';

const reply = (answer: AnswerMessage): void => {
  process.send?.(answer);
};

/**
 * Makes this process a program of the bench: it answers the calls of the process that started it, and
 * ends with it. Ctrl-C is left to that one, which stops its programs in order.
 */
export const serveCalls = (calls: Calls): void => {
  process.on('SIGINT', () => {});
  process.once('disconnect', () => process.exit(0));
  process.on('message', ({ id, name, input }: CallMessage) => {
    const call = calls[name] as ((given: unknown) => unknown) | undefined;
    Promise.resolve()
      .then(() => {
        if (call === undefined) throw new Error(`no call is named ${name}`);
        return call(input);
      })
      .then(
        (result) => reply({ id, result }),
        (error: unknown) =>
          reply({ id, error: error instanceof Error ? error.message : 'unknown' }),
      );
  });
};
