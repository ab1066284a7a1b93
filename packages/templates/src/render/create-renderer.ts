import type { Channel } from '@carillon/domain';
import { beginRun } from '../engine/run.ts';
import { checkDataSchema } from '../schema/check-data-schema.ts';
import { smsSegments } from '../sms-segments.ts';
import { composeParts } from './compose-parts.ts';
import { htmlToPlainText } from './html-to-plain-text.ts';
import { failureOf, missingFailure } from './failures.ts';
import { knowTemplate, type KnownTemplate } from './known-template.ts';
import { createRecentCache } from './recent-cache.ts';
import type { RenderFailure, RenderRequest, RenderResult } from './render-result.ts';
import { runChannel } from './run-channel.ts';

/** Compiled code takes many times the memory of its source: of this there is at most so much. */
const MAX_CACHED_CHARACTERS = 8 * 1_024 * 1_024;

export interface RendererOptions {
  /** Templates that are kept compiled. */
  readonly maxCached?: number;
}

/** What `checkData` is asked; the channels are checked together. */
export interface DataCheck extends Omit<RenderRequest, 'channel'> {
  readonly channels: readonly Channel[];
}

/** Renders templates, each compiled once. */
export interface Renderer {
  /** The parts of a message, or why there are none. */
  readonly render: (request: RenderRequest) => RenderResult;
  /**
   * Whether all of these channels can be rendered with this data: for the moment of acceptance, so
   * that all that is missing is said at once. It runs the templates without keeping what they say,
   * which is exact where reading them is not: what a branch needs counts only when it is taken.
   */
  readonly checkData: (check: DataCheck) => { readonly ok: true } | RenderFailure;
}

const mismatchOf = (known: KnownTemplate, data: unknown): RenderFailure | null => {
  const validator = known.validator();
  return validator === null ? null : checkDataSchema(validator, data);
};

/** Runs one channel: what its fields say, and the variables that they lack. */
const say = (
  known: KnownTemplate,
  { channel, locale, data }: Pick<RenderRequest, 'channel' | 'locale' | 'data'>,
) => {
  const local = known.channel(channel, locale);
  const run = beginRun();
  const said = runChannel(local.code, data, run);
  return { locale: local.locale, contentSid: local.code.contentSid, said, missing: run.missing };
};

const renderKnown = (known: KnownTemplate, request: RenderRequest): RenderResult => {
  const { channel, data } = request;
  const mismatch = mismatchOf(known, data);
  if (mismatch !== null) return mismatch;
  const { locale, contentSid, said, missing } = say(known, request);
  if (missing !== null) return missingFailure(missing);
  const parts = composeParts(channel, said, { contentSid, data, toText: htmlToPlainText });
  if (channel !== 'sms') return { ok: true, parts, locale };
  return { ok: true, parts, locale, ...smsSegments(parts.body) };
};

/** An e-mail's text is not derived from its html for this: it costs more than all else, and succeeds. */
const NO_TEXT = (): string => '';

const checkKnown = (known: KnownTemplate, { channels, ...request }: DataCheck) => {
  const { data } = request;
  const mismatch = mismatchOf(known, data);
  if (mismatch !== null) return mismatch;
  const lacking = new Set<string>();
  for (const channel of channels) {
    const { contentSid, said, missing } = say(known, { ...request, channel });
    for (const name of missing ?? []) lacking.add(name);
    if (missing === null) composeParts(channel, said, { contentSid, data, toText: NO_TEXT });
  }
  return lacking.size === 0 ? ({ ok: true } as const) : missingFailure(lacking);
};

/** Opens a renderer. One a process is enough: tenants share it, and each names its own cache keys. */
export const createRenderer = ({ maxCached = 1_000 }: RendererOptions = {}): Renderer => {
  const templates = createRecentCache<KnownTemplate>({
    maxEntries: maxCached,
    maxWeight: MAX_CACHED_CHARACTERS,
  });
  const know = ({ cacheKey, template }: Omit<RenderRequest, 'channel'>): KnownTemplate =>
    templates.take(cacheKey, () => knowTemplate(template));
  return {
    render: (request) => {
      try {
        return renderKnown(know(request), request);
      } catch (error) {
        return failureOf(error);
      }
    },
    checkData: (check) => {
      try {
        return checkKnown(know(check), check);
      } catch (error) {
        return failureOf(error);
      }
    },
  };
};
