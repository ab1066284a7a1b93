/** `+15551234571` → `+1******71`; the length is hidden, and a number too short is hidden whole. */
export const maskPhone = (phone: string): string => {
  const digits = phone.replace(/\D/g, '');
  if (digits.length < 7) return '***';
  return `+${digits.slice(0, 1)}******${digits.slice(-2)}`;
};
