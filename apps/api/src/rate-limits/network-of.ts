const GROUPS = 8;
/** What one customer of a provider is given (RFC 6177): he has all of its addresses. */
const NETWORK_GROUPS = 4;

/**
 * What counts as one source: an IPv4 address (also one that IPv6 maps), and of an IPv6 address its /64
 * network.
 */
export const networkOf = (address: string): string => {
  const [, mapped] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address) ?? [];
  if (mapped !== undefined) return mapped;
  if (!address.includes(':')) return address;
  const [head = [], tail = []] = address
    .toLowerCase()
    .split('::')
    .map((part) => part.split(':').filter((group) => group !== ''));
  const zeros = Array.from({ length: GROUPS - head.length - tail.length }, () => '0');
  return `${[...head, ...zeros, ...tail].slice(0, NETWORK_GROUPS).join(':')}::/64`;
};
