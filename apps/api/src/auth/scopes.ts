const RESOURCES = [
  'notifications',
  'templates',
  'subscribers',
  'dead_letters',
  'providers',
  'events',
  'keys',
  'settings',
] as const;
type Resource = (typeof RESOURCES)[number];

/** What a key may be allowed to do (API.md, Conventions). */
export type Scope =
  | `${Resource}:read`
  | `${Resource}:write`
  | 'audit:read'
  | 'metrics:read'
  | 'admin';

/** Whether these scopes allow what `needed` names: write implies read, `admin` implies all. */
export const allows = (held: ReadonlySet<string>, needed: Scope): boolean =>
  held.has(needed) ||
  held.has('admin') ||
  (needed.endsWith(':read') && held.has(needed.replace(/:read$/, ':write')));
