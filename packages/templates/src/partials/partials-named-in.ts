import { mapSources } from '../definition/map-sources.ts';
import type { TemplateDefinition } from '../definition/template-definition.ts';
import { directivesIn } from './directives.ts';

const namedInSource = (source: string): string[] =>
  directivesIn(source).flatMap(({ verb, name }) => (verb === 'partial' && name ? [name] : []));

/**
 * The partials, the layout among them, that a source or a whole template asks for directly, each
 * once. What those ask for in turn is found by asking again with their sources.
 */
export const partialsNamedIn = (of: TemplateDefinition | string): readonly string[] => {
  if (typeof of === 'string') return [...new Set(namedInSource(of))];
  const names = new Set(of.layout === undefined ? [] : [of.layout]);
  mapSources(of, ({ text }) => {
    for (const name of namedInSource(text)) names.add(name);
    return text;
  });
  return [...names];
};
