import type { Channel, FieldError, MessageParts } from '@carillon/domain';
import type { TemplateDefinition } from '../definition/template-definition.ts';
import type { TemplateProblemCode } from '../definition/template-problem.ts';
import type { SmsEncoding } from '../sms-segments.ts';

/** What a renderer is asked. `data` is what `JSON.parse` gave, within `checkData`'s limits. */
export interface RenderRequest {
  /** Names this version of this template of this tenant, for what was compiled is kept under it. */
  readonly cacheKey: string;
  /** As `prepareTemplate` expanded it. */
  readonly template: TemplateDefinition;
  readonly channel: Channel;
  readonly locale?: string | undefined;
  readonly data: Readonly<Record<string, unknown>>;
}

/**
 * Why a message cannot be made. It is the same at each attempt: the template and its data are pinned
 * when a request is accepted.
 */
export interface RenderFailure {
  readonly ok: false;
  readonly code: 'template_variable_missing' | 'data_schema_mismatch' | TemplateProblemCode;
  readonly message: string;
  /** The variables that are needed and not there: dotted paths below `data`. */
  readonly missing?: readonly string[];
  /** One for each variable or mismatch, at `data.<path>`. */
  readonly errors?: readonly FieldError[];
}

export interface Rendered {
  readonly ok: true;
  readonly parts: MessageParts;
  /** SMS only: what it costs. */
  readonly segments?: number;
  readonly encoding?: SmsEncoding;
  /** Which of the locale chain was used: a locale of the template, or `default`. */
  readonly locale: string;
}

export type RenderResult = Rendered | RenderFailure;
