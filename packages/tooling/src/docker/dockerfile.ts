/** One instruction of a Dockerfile. */
export interface Instruction {
  /** In capitals: `FROM`, `COPY`, … */
  readonly name: string;
  /** What follows it, continued lines joined. */
  readonly rest: string;
  /** Counted from 1. */
  readonly line: number;
}

/** Reads a Dockerfile's instructions; comments and parser directives are left out. */
export const parseDockerfile = (text: string): Instruction[] => {
  const instructions: Instruction[] = [];
  let open: { text: string; line: number } | null = null;
  for (const [index, raw] of text.split('\n').entries()) {
    if (/^\s*(?:#|$)/.test(raw)) continue;
    const line: number = open?.line ?? index + 1;
    const joined: string = `${open?.text ?? ''} ${raw.replace(/\\\s*$/, '').trim()}`.trim();
    open = /\\\s*$/.test(raw) ? { text: joined, line } : null;
    if (open !== null) continue;
    const [name = '', ...rest] = joined.split(/\s+/);
    instructions.push({ name: name.toUpperCase(), rest: rest.join(' '), line });
  }
  return instructions;
};
