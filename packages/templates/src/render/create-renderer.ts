import type { Channel } from '@carillon/domain';
import { chooseSources, DEFAULT_LOCALE } from '../definition/choose-sources.ts';
import { beginRun, Stop, type Run } from '../engine/run.ts';
import { RULES_VERSION } from '../language/limits.ts';
import { Refusal } from '../language/refusal.ts';
import { createSchemaCheck } from '../schema/create-schema-check.ts';
import { smsSegments } from '../sms-segments.ts';
import { checkPushSize } from './check-push-size.ts';
import { compileChannel, type CompiledChannel } from './compile-channel.ts';
import { composeParts } from './compose-parts.ts';
import { createLruCache } from './lru-cache.ts';
import type { Rendered, RenderFailure, RenderRequest, RenderResult } from './render-result.ts';
import { runChannel } from './run-channel.ts';

/** Compiled code takes many times the memory of its source: of this there is at most so much. */
const MAX_CACHED_CHARACTERS = 8 * 1_024 * 1_024;

export interface RendererOptions {
  /** Channels of templates that are kept compiled. */
  readonly maxCached?: number;
}

/** What a request of `checkData` names; the channels are checked together. */
export interface DataCheck extends Omit<RenderRequest, 'channel'> {
  readonly channels: readonly Channel[];
}

/** Renders templates, each compiled once. */
export interface Renderer {
  /** The parts of a message, or why there are none; never throws. */
  readonly render: (request: RenderRequest) => RenderResult;
  /**
   * Whether all of these channels can be rendered with this data: for the moment of acceptance, so
   * that all that is missing is said at once. It runs the templates without keeping what they say,
   * which is exact where reading them is not: what a branch needs counts only when it is taken.
   */
  readonly checkData: (check: DataCheck) => { readonly ok: true } | RenderFailure;
}

const NO_WORDS = {
  locale: DEFAULT_LOCALE,
  code: { fields: [], contentSid: null },
  said: new Map<string, string>(),
};

const missingFailure = (names: ReadonlySet<string>): RenderFailure => {
  const missing = [...names];
  const message = `The data lacks ${missing.join(', ')}.`;
  const errors = missing.map((name) => ({
    path: `data.${name}`,
    code: 'template_variable_missing',
    message: 'The template needs this variable.',
  }));
  return { ok: false, code: 'template_variable_missing', message, missing, errors };
};

/** Turns what ended a rendering into its result; what is not ours to end it with is a bug. */
const failureOf = (error: unknown): RenderFailure => {
  if (error instanceof Stop) return { ok: false, code: error.code, message: error.message };
  if (error instanceof Refusal) {
    const [problem] = error.problems;
    const code = problem?.code ?? 'template_invalid';
    return { ok: false, code, message: error.message };
  }
  // A text of more than 2^29 characters, or a stack at its end: both come before our own limits only
  // in a template that is far beyond them.
  if (error instanceof RangeError) {
    const message = 'The template takes too much.';
    return { ok: false, code: 'template_budget_exceeded', message };
  }
  throw error;
};

/** Opens a renderer. One a process is enough: tenants share it, and each names its own cache keys. */
export const createRenderer = ({ maxCached = 1_000 }: RendererOptions = {}): Renderer => {
  const compiled = createLruCache<CompiledChannel>({
    maxEntries: maxCached,
    maxWeight: MAX_CACHED_CHARACTERS,
  });
  const checkSchema = createSchemaCheck({ maxCached });

  /** Runs a channel's templates. Throws a `Stop` or a `Refusal`. */
  const say = ({ cacheKey, template, channel, locale, data }: RenderRequest, run: Run) => {
    const chosen = chooseSources(template, channel, locale);
    // A webhook's data is its message: it needs no words besides.
    if (chosen === null && channel === 'webhook') return NO_WORDS;
    if (chosen === null) {
      throw new Stop('template_invalid', `The template does not serve the channel ${channel}.`);
    }
    const key = `${RULES_VERSION} ${chosen.locale} ${channel} ${cacheKey}`;
    const code = compiled.take(key, () => compileChannel(chosen.sources, channel));
    return { locale: chosen.locale, code, said: runChannel(code, data, run) };
  };

  const renderNow = (request: RenderRequest): RenderResult => {
    const { channel, data } = request;
    const mismatch = checkSchema(request);
    if (mismatch !== null) return mismatch;
    const run = beginRun();
    const { locale, code, said } = say(request, run);
    if (run.missing !== null) return missingFailure(run.missing);
    const parts = composeParts(channel, said, { contentSid: code.contentSid, data });
    if (channel === 'push') checkPushSize(parts);
    const rendered: Rendered = { ok: true, parts, locale };
    return channel === 'sms' ? { ...rendered, ...smsSegments(parts.body) } : rendered;
  };

  const checkNow = ({ channels, ...request }: DataCheck): { ok: true } | RenderFailure => {
    const mismatch = checkSchema(request);
    if (mismatch !== null) return mismatch;
    const missing = new Set<string>();
    for (const channel of channels) {
      const run = beginRun();
      say({ ...request, channel }, run);
      for (const name of run.missing ?? []) missing.add(name);
    }
    return missing.size === 0 ? { ok: true } : missingFailure(missing);
  };

  return {
    render: (request) => {
      try {
        return renderNow(request);
      } catch (error) {
        return failureOf(error);
      }
    },
    checkData: (check) => {
      try {
        return checkNow(check);
      } catch (error) {
        return failureOf(error);
      }
    },
  };
};
