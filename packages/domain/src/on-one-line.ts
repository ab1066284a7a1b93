/** Everything that ends a line or is a control: none of it may stand in a header. */
const BREAKS = /[\p{Cc}\u2028\u2029]+/gu;

/** Text as one line without controls: what goes into a subject or a title. */
export const onOneLine = (text: string): string => text.replace(BREAKS, ' ').trim();
