import { checkData } from '@carillon/domain';
import { z } from 'zod';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * A JSON object within the limits of `data`. It is looked at as it came and handed on untouched,
 * because zod's own records drop a `__proto__` in silence and recurse into what is nested deep.
 */
export const dataField = () =>
  z
    .custom<Readonly<Record<string, unknown>>>(isObject, 'An object is expected.')
    .check((ctx) => {
      const wrong = isObject(ctx.value) ? checkData(ctx.value, '') : null;
      if (wrong === null) return;
      ctx.issues.push({
        code: 'custom',
        input: ctx.value,
        message: wrong.message,
        path: wrong.path.split('.').filter((part) => part !== ''),
        params: { code: wrong.code },
      });
    })
    .meta({ type: 'object', additionalProperties: true });
