/** UTF-8 bytes of a code point. */
const bytesOf = (codePoint: number): number => {
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x10000 ? 3 : 4;
};

const isSurrogate = (codePoint: number): boolean => codePoint >= 0xd800 && codePoint <= 0xdfff;

/**
 * The one function for text that came from outside (a provider's answer, an error's message) on its
 * way to PostgreSQL: at most `maxBytes` of UTF-8, no NUL, no lone surrogate. It trims before it
 * cleans, because a cut may itself tear a surrogate pair, and reads no more than it keeps, however
 * long the text. Never throws.
 */
export const cleanForeignText = (text: string, maxBytes: number): string => {
  const trimmed = text.slice(0, Math.max(0, maxBytes));
  let clean = '';
  let bytes = 0;
  for (const character of trimmed) {
    const codePoint = character.codePointAt(0) ?? 0;
    if (codePoint === 0 || isSurrogate(codePoint)) continue;
    bytes += bytesOf(codePoint);
    if (bytes > maxBytes) break;
    clean += character;
  }
  return clean;
};
