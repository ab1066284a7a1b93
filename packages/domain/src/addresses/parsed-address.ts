/** An address in the form that is stored and sent to, or why it is none (for a client to read). */
export type ParsedAddress =
  | { readonly ok: true; readonly address: string }
  | { readonly ok: false; readonly message: string };

export const accepted = (address: string): ParsedAddress => ({ ok: true, address });
export const refused = (message: string): ParsedAddress => ({ ok: false, message });
