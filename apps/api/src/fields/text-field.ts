import { z } from 'zod';

/** Something to read, and no controls, line ends among them: no name, key or reference needs one. */
// oxlint-disable-next-line no-control-regex
const ONE_LINE = /^(?=.*\S)[^\u0000-\u001f\u007f\u0085\u2028\u2029]*$/;

/** Text on one line, of 1 to `max` characters, not all of them white space. Kept as it was given. */
export const textField = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(ONE_LINE, 'Text on one line is expected, and not only white space.');
