const firstLetter = (text: string): string => String.fromCodePoint(text.codePointAt(0) ?? 0x2a);

/** `ada@example.com` → `a***@e***.com`: enough to recognise an address one knows, no more. */
export const maskEmail = (email: string): string => {
  const at = email.lastIndexOf('@');
  if (at < 1) return '***';
  const domain = email.slice(at + 1);
  const dot = domain.lastIndexOf('.');
  const top = dot < 1 ? '' : domain.slice(dot);
  return `${firstLetter(email)}***@${firstLetter(domain)}***${top}`;
};
