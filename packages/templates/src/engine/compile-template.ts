import { Eta } from 'eta/core';
import { tokenize } from '../language/tokenize.ts';
import { translateTemplate } from '../language/translate-template.ts';
import { OPERATIONS } from './operations.ts';
import type { Run } from './run.ts';

/** A source that was checked and compiled. It throws a `Stop`, and nothing else. */
export type CompiledTemplate = (data: object, run: Run) => string;

const NAMES = Object.keys(OPERATIONS);

/**
 * Eta with the one step replaced in which it pastes a template's text into a function: what its
 * `compileToString` returns is the code we wrote after checking the template. `include`, `layout` and
 * `output`, which Eta defines there, do not exist for it.
 */
const safeEta = (isHtml: boolean): Eta => {
  const eta = new Eta({ autoEscape: isHtml });
  eta.compileToString = (source) =>
    translateTemplate(tokenize(source), { isHtml, operations: NAMES });
  return eta;
};

const HTML = safeEta(true);
const TEXT = safeEta(false);

/** What Eta would run for a source. Throws a `Refusal` where it is not allowed. */
export const translateSource = (source: string, { isHtml }: { isHtml: boolean }): string =>
  (isHtml ? HTML : TEXT).compileToString(source);

/**
 * The function of a source: checks it again, whatever was checked when it was stored, for a row may
 * be older than a rule. Throws a `Refusal`.
 */
export const compileTemplate = (source: string, of: { isHtml: boolean }): CompiledTemplate => {
  const make = (of.isHtml ? HTML : TEXT).compile(source) as unknown as (
    this: typeof OPERATIONS,
  ) => CompiledTemplate;
  return make.call(OPERATIONS);
};
