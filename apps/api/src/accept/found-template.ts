import type { TemplateDefinition } from '@carillon/templates';
import type { RequestProblem } from './request-draft.ts';

/** What the template that a request names is now: one version of it, or why there is none. */
export type FoundTemplate =
  | {
      readonly ok: true;
      readonly version: number;
      readonly versionId: string;
      readonly definition: TemplateDefinition;
    }
  | { readonly ok: false; readonly problem: RequestProblem };
