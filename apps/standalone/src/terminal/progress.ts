/** Tells a person what is being done and how long it took. */
export type Progress = <T>(
  what: string,
  work: Promise<T>,
  more: (result: T) => string,
) => Promise<T>;

/** Where to write; on a terminal a line can be taken back. */
export interface Terminal {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const TAKE_BACK = '\r\u001b[K';

/** One line per step when it is done; on a terminal also while it runs. */
export const createProgress =
  (out: Terminal): Progress =>
  async (what, work, more) => {
    const begun = performance.now();
    const line = (mark: string, rest: string): string => `  ${mark} ${what.padEnd(12)} ${rest}`;
    if (out.isTTY) out.write(line('…', ''));
    const takeBack = out.isTTY ? TAKE_BACK : '';
    try {
      const result = await work;
      const seconds = ((performance.now() - begun) / 1_000).toFixed(1);
      out.write(`${takeBack}${line('✓', `${more(result).padEnd(48)} ${seconds.padStart(5)} s`)}\n`);
      return result;
    } catch (error) {
      out.write(`${takeBack}${line('✗', '')}\n`);
      throw error;
    }
  };
