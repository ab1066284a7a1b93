/** A name and an address. nodemailer gets these and never a string, which it would parse as a list. */
export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

const ADDRESS = String.raw`[^\s<>,;:@"()\\]{1,64}@[^\s<>,;:@"()\\]{1,253}`;

/** `address` or `name <address>`, the name with or without quotes. */
export const MAILBOX_PATTERN = String.raw`(?:"?[^"<>\r\n]{0,200}"?\s*<${ADDRESS}>|${ADDRESS})`;

const BARE = new RegExp(`^${ADDRESS}$`);
const NAMED = new RegExp(String.raw`^"?([^"<>\r\n]{0,200}?)"?\s*<(${ADDRESS})>$`);

/** True for one plain address: no list, no group, no display name, nothing to break a line with. */
export const isPlainAddress = (text: string): boolean => BARE.test(text);

/** Reads the `from` setting. Throws on what `MAILBOX_PATTERN` does not match. */
export const parseMailbox = (text: string): Mailbox => {
  if (isPlainAddress(text)) return { name: '', address: text };
  const [, name, address] = NAMED.exec(text) ?? [];
  if (address === undefined) throw new Error('smtp: "from" is not a mailbox');
  return { name: name?.trim() ?? '', address };
};
