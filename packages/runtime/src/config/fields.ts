import { z } from 'zod';
import { parseDuration } from './parse-duration.ts';

/**
 * The pieces config schemas are made of. Each reads the text of an environment variable; add
 * `.default(…)` or `.optional()`, then `.meta({ description, secret })`.
 */

/** A whole number within limits, both inclusive. */
export const integer = ({ min = 0, max = Number.MAX_SAFE_INTEGER } = {}) =>
  z
    .string()
    .regex(/^-?\d+$/)
    .transform(Number)
    .pipe(z.number().int().min(min).max(max))
    .meta({
      expected:
        max === Number.MAX_SAFE_INTEGER
          ? `a whole number from ${min}`
          : `a whole number from ${min} to ${max}`,
    });

/** A share from 0 to 1, such as 0.01. */
export const share = () =>
  z
    .string()
    .regex(/^\d(?:\.\d+)?$/)
    .transform(Number)
    .pipe(z.number().min(0).max(1))
    .meta({ expected: 'a share from 0 to 1, such as 0.01' });

/** A TCP port; 0 lets the system choose a free one. */
export const port = () => integer({ max: 65_535 }).meta({ expected: 'a port from 0 to 65535' });

/** An absolute URL of one of these schemes, as in `url('http', 'https')`; kept as it was written. */
export const url = (...schemes: readonly string[]) => {
  const wanted = schemes.length === 0 ? 'an absolute URL' : `a URL (${schemes.join(' or ')})`;
  const fits = (text: string): boolean => {
    const parsed = URL.parse(text);
    if (parsed === null) return false;
    return schemes.length === 0 || schemes.includes(parsed.protocol.slice(0, -1));
  };
  return z.string().refine(fits).meta({ expected: wanted });
};

/** An http or https URL that paths are put behind: slashes at its end are dropped. */
export const origin = () =>
  url('http', 'https')
    .transform((text) => text.replace(/\/+$/, ''))
    .meta({ expected: 'a URL (http or https)' });

/** A rate with its burst, written `perSecond:burst` as in `1000:5000`; fractions of a second too. */
export const rate = () =>
  z
    .string()
    .regex(/^\d+(?:\.\d+)?:\d+$/)
    .transform((text) => {
      const [perSecond = 0, burst = 0] = text.split(':').map(Number);
      return { perSecond, burst };
    })
    .pipe(z.object({ perSecond: z.number().positive(), burst: z.number().min(1) }))
    .meta({ expected: 'a rate a second and what may come at once, such as 1000:5000' });

/** Values separated by commas; blanks around them and empty ones are dropped. */
export const list = () =>
  z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    )
    .meta({ expected: 'values separated by commas' });

/** `true` or `false`, also `1` or `0`; anything else is refused rather than guessed. */
export const boolean = () =>
  z
    .enum(['true', 'false', '1', '0'])
    .transform((text) => text === 'true' || text === '1')
    .meta({ expected: 'true or false' });

/** A length of time in milliseconds, written `500ms`, `30s`, `5m`, `2h`, `7d` or as bare ms. */
export const duration = () =>
  z
    .string()
    .transform(parseDuration)
    .pipe(z.number())
    .meta({ expected: 'a duration such as 500ms, 30s, 5m, 2h or 7d' });
