const SPECIAL = /[\\^$.|+()[\]{}]/g;

/**
 * Compiles a glob: `*` stands for any run of characters, `?` for exactly one, everything else for
 * itself. The whole text must match; case does not matter, as in e-mail domains and URLs.
 */
export const glob = (pattern: string): ((text: string) => boolean) => {
  const source = pattern.replace(SPECIAL, '\\$&').replace(/\*+/g, '[^]*').replaceAll('?', '[^]');
  const compiled = new RegExp(`^${source}$`, 'i');
  return (text) => compiled.test(text);
};
