import type { Channel } from '@carillon/domain';
import { beginRun } from '../engine/run.ts';
import { checkDataSchema } from '../schema/check-data-schema.ts';
import { smsSegments } from '../sms-segments.ts';
import { checkPushSize } from './check-push-size.ts';
import { composeParts } from './compose-parts.ts';
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

const renderKnown = (known: KnownTemplate, request: RenderRequest): RenderResult => {
  const { channel, data } = request;
  const mismatch = mismatchOf(known, data);
  if (mismatch !== null) return mismatch;
  const { locale, code } = known.channel(channel, request.locale);
  const run = beginRun();
  const said = runChannel(code, data, run);
  if (run.missing !== null) return missingFailure(run.missing);
  const parts = composeParts(channel, said, { contentSid: code.contentSid, data });
  if (channel === 'push') checkPushSize(parts);
  if (channel !== 'sms') return { ok: true, parts, locale };
  return { ok: true, parts, locale, ...smsSegments(parts.body) };
};

const checkKnown = (known: KnownTemplate, { channels, locale, data }: DataCheck) => {
  const mismatch = mismatchOf(known, data);
  if (mismatch !== null) return mismatch;
  const missing = new Set<string>();
  for (const channel of channels) {
    const run = beginRun();
    runChannel(known.channel(channel, locale).code, data, run);
    for (const name of run.missing ?? []) missing.add(name);
  }
  return missing.size === 0 ? ({ ok: true } as const) : missingFailure(missing);
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
