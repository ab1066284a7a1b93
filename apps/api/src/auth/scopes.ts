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

/** Every scope there is. */
export const SCOPES: readonly Scope[] = [
  ...RESOURCES.flatMap((resource) => [`${resource}:read`, `${resource}:write`] as const),
  'audit:read',
  'metrics:read',
  'admin',
];

/** All that a tenant may do with what is its own: write implies read. */
export const TENANT_SCOPES: readonly Scope[] = [
  ...RESOURCES.map((resource) => `${resource}:write` as const),
  'audit:read',
  'metrics:read',
];

/** Whether these scopes allow what `needed` names: write implies read, `admin` implies all. */
export const allows = (held: ReadonlySet<string>, needed: string): boolean =>
  held.has(needed) ||
  held.has('admin') ||
  (needed.endsWith(':read') && held.has(needed.replace(/:read$/, ':write')));
