/** Control characters, escapes of a terminal and what turns the direction of text. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;
const MAX_CHARACTERS = 500;

/** Foreign text as one harmless line. */
export const plainText = (text: string): string =>
  text.toWellFormed().replaceAll(UNSAFE, ' ').trim().slice(0, MAX_CHARACTERS).toWellFormed();
