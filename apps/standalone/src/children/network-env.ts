import type { ChildContext, SandboxPlace } from './child-context.ts';

/**
 * Where children may call, and at which address they are called: the sandbox's and our own, unless the
 * environment of `npm start` says more.
 */
export const networkEnv = ({
  env,
  apiUrl,
  sandbox,
}: Pick<ChildContext, 'env' | 'apiUrl'> & { readonly sandbox: SandboxPlace }) => ({
  // An empty value is one that was not given.
  PUBLIC_URL: env['PUBLIC_URL'] || apiUrl,
  EGRESS_ALLOW: [sandbox.egressAllow, env['EGRESS_ALLOW']].filter(Boolean).join(','),
});
