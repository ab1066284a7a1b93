import { directivesIn } from '../partials/directives.ts';
import type { ChannelSources, TemplateDefinition } from './template-definition.ts';
import type { TemplateProblem } from './template-problem.ts';

const invalid = (path: string, message: string): TemplateProblem => ({
  path,
  code: 'template_invalid',
  message,
});

const checkLayout = (
  layout: string | undefined,
  partials: ReadonlyMap<string, string>,
): TemplateProblem[] => {
  if (layout === undefined) return [];
  const source = partials.get(layout);
  if (source === undefined) return [invalid('layout', `There is no partial ${layout}.`)];
  const hasBody = directivesIn(source).some(({ verb }) => verb === 'body');
  return hasBody ? [] : [invalid('layout', `The partial ${layout} has no <%@ body %>.`)];
};

const checkEmail = ({ email }: ChannelSources, root: string): TemplateProblem[] =>
  email !== undefined && email.html === undefined && email.text === undefined
    ? [invalid(`${root}.email`, 'An e-mail needs html or text.')]
    : [];

/** What is wrong with a template besides its sources and its schema. */
export const checkShape = (
  { channels, locales, layout }: TemplateDefinition,
  partials: ReadonlyMap<string, string>,
): TemplateProblem[] => [
  ...checkLayout(layout, partials),
  ...checkEmail(channels, 'channels'),
  ...Object.entries(locales ?? {}).flatMap(([name, sources]) =>
    checkEmail(sources, `locales.${name}`),
  ),
];
