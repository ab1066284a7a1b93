/** False for text with a NUL or a lone surrogate: PostgreSQL's text and jsonb refuse both. */
export const isCleanText = (text: string): boolean => text.isWellFormed() && !text.includes('\0');
