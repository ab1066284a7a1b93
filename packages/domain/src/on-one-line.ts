/** Everything that ends a line or is a control (`\p{Cc}`): none of it may stand in a header. */
// oxlint-disable-next-line eslint/no-control-regex -- they are what is meant
const BREAKS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;

/** Text as one line without controls: what goes into a subject or a title. */
export const onOneLine = (text: string): string => text.replace(BREAKS, ' ').trim();
