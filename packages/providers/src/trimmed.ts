/** How much of a foreign answer is kept, in bytes of UTF-8. */
export const RESPONSE_BYTES = 1_024;

/**
 * Cuts foreign text to 1 KiB and cleans it of what PostgreSQL cannot store: NUL and lone
 * surrogates. An empty text is null.
 */
export const trimmed = (text: string): string | null => {
  if (text === '') return null;
  const cleaned = text.slice(0, RESPONSE_BYTES).replaceAll('\0', '\uFFFD').toWellFormed();
  if (cleaned.length * 3 <= RESPONSE_BYTES) return cleaned;
  const bytes = Buffer.from(cleaned, 'utf8');
  if (bytes.length <= RESPONSE_BYTES) return cleaned;
  let end = RESPONSE_BYTES;
  while (((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return bytes.toString('utf8', 0, end);
};
