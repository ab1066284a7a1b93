import { onOneLine } from '@carillon/domain';
import type { SourceKind } from '../definition/map-sources.ts';
import { Stop, type Run } from '../engine/run.ts';
import { beginsSafely } from '../engine/safe-url.ts';
import { MAX_OUTPUT_BYTES } from '../language/limits.ts';
import type { CompiledChannel, CompiledField } from './compile-channel.ts';

/** What browsers and mail programs still follow. */
const MAX_URL_LENGTH = 2_048;

const checkUrl = (url: string, field: string): string => {
  if (url.length > MAX_URL_LENGTH) {
    const message = `The ${field} is longer than ${MAX_URL_LENGTH} characters.`;
    throw new Stop('template_budget_exceeded', message);
  }
  if (url === '' || (URL.canParse(url) && beginsSafely(url))) return url;
  const message = `The ${field} is not an https, http, mailto or tel URL.`;
  throw new Stop('template_unsafe', message);
};

const finish = (output: string, kind: SourceKind, field: string): string => {
  if (kind === 'html' || kind === 'text') return output;
  const line = onOneLine(output);
  return kind === 'url' ? checkUrl(line, field) : line;
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
  return run.missing === null ? finish(output, kind, field) : '';
};

/**
 * What each field of a channel says with this data. `run` is the budget of all of them and collects
 * the variables that are missing. Throws a `Stop`.
 */
export const runChannel = (
  { fields }: CompiledChannel,
  data: object,
  run: Run,
): ReadonlyMap<string, string> => {
  const said = new Map<string, string>();
  for (const field of fields) said.set(field.field, runField(field, data, run));
  return said;
};
