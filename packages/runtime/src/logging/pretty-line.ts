import { styleText } from 'node:util';

const COLOUR = { error: 'red', warn: 'yellow', info: 'green', debug: 'gray' } as const;

/** What one line is made of: the parts every line has, and its own fields. */
export interface LineParts {
  readonly level: string;
  readonly message: string;
  readonly timestamp: string;
  readonly service: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

const CONTROL = /\p{Cc}/gu;
const CONTROL_BUT_LINES = /[^\P{Cc}\n\t]/gu;

/** Text from outside may not steer the terminal: controls are shown by their number. */
const shown = (text: string, controls = CONTROL): string =>
  text.replace(controls, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);

const stackOf = (value: unknown): string | null =>
  typeof value === 'object' && value !== null && 'stack' in value ? String(value.stack) : null;

/** A line for people: `12:30:01.250 info  api  listening  port=3000`, stacks below it. */
export const prettyLine = ({ level, message, timestamp, service, fields }: LineParts): string => {
  const colour = COLOUR[level as keyof typeof COLOUR] ?? 'white';
  const head = [
    styleText('gray', timestamp.slice(11, 23)),
    styleText(colour, level.padEnd(5)),
    styleText('cyan', service),
    shown(message),
  ];
  const stacks: string[] = [];
  for (const [name, value] of Object.entries(fields)) {
    const stack = stackOf(value);
    if (stack !== null) stacks.push(shown(stack, CONTROL_BUT_LINES));
    else
      head.push(
        styleText(
          'gray',
          `${name}=${shown(typeof value === 'string' ? value : String(JSON.stringify(value)))}`,
        ),
      );
  }
  return [head.join('  '), ...stacks].join('\n');
};
