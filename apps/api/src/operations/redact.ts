const ID = /^[0-9a-f-]{36}$/;

/** Jobs carry ids only; should one ever carry more, it is not shown. */
export const redact = (value: unknown): unknown => {
  if (typeof value === 'string') return ID.test(value) || value.length <= 10 ? value : '***';
  if (Array.isArray(value)) return value.map(redact);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, redact(child)]));
};
