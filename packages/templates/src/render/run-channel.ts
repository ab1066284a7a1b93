import { onOneLine } from '@carillon/domain';
import type { SourceKind } from '../definition/map-sources.ts';
import { Stop, type Run } from '../engine/run.ts';
import { beginsSafely } from '../engine/safe-url.ts';
import { MAX_OUTPUT_BYTES } from '../language/limits.ts';
import type { CompiledChannel, CompiledField } from './compile-channel.ts';

/** What PostgreSQL refuses: a NUL, and half of a pair that `slice` has torn. */
const clean = (text: string): string => text.toWellFormed().replaceAll('\0', '');

const checkUrl = (url: string, field: string): string => {
  if (url === '' || (URL.canParse(url) && beginsSafely(url))) return url;
  const message = `The ${field} is not an https, http, mailto or tel URL.`;
  throw new Stop('template_unsafe', message);
};

const finish: Readonly<Record<SourceKind, (output: string, field: string) => string>> = {
  html: clean,
  text: clean,
  line: (output) => onOneLine(clean(output)),
  url: (output, field) => checkUrl(onOneLine(clean(output)), field),
};

const runField = ({ field, kind, code }: CompiledField, data: object, run: Run): string => {
  const output = code(data, run);
  // No character takes more than three bytes a code unit.
  const mayBeLong = output.length * 3 > MAX_OUTPUT_BYTES;
  if (mayBeLong && Buffer.byteLength(output) > MAX_OUTPUT_BYTES) {
    const message = `The ${field} is longer than ${MAX_OUTPUT_BYTES / 1_024} KiB.`;
    throw new Stop('template_budget_exceeded', message);
  }
  // A URL without its data is none; that the data is missing is what has to be said.
  return run.missing === null ? finish[kind](output, field) : '';
};

/**
 * What each field of a channel says with this data. `run` is the budget of all of them and collects
 * the variables that are missing. Throws a `Stop`.
 */
export const runChannel = (
  { fields }: CompiledChannel,
  data: object,
  run: Run,
): ReadonlyMap<string, string> =>
  new Map(fields.map((field) => [field.field, runField(field, data, run)]));
