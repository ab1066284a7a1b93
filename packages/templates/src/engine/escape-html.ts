const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
]);

/**
 * Escapes what ends a text or a quoted attribute, to the same entities as Eta. Eta's own replaces by
 * a callback, which takes twice as long (measured on 8 characters and on 250 KiB).
 */
export const escapeHtml = (text: string): string => {
  const first = text.search(/[&<>"']/);
  if (first === -1) return text;
  let escaped = '';
  let kept = 0;
  for (let i = first; i < text.length; i += 1) {
    const entity = ENTITIES.get(text.charAt(i));
    if (entity === undefined) continue;
    escaped += text.slice(kept, i) + entity;
    kept = i + 1;
  }
  return escaped + text.slice(kept);
};
