import ipaddr from 'ipaddr.js';

/** A range of addresses, as `parseRange` reads it. */
export type AddressRange = readonly [ipaddr.IPv4 | ipaddr.IPv6, number];

/** Reads a CIDR such as `203.0.113.0/24`. Throws on anything else: it comes from the operator. */
export const parseRange = (cidr: string): AddressRange => ipaddr.parseCIDR(cidr);

/** Global unicast (RFC 4291): what lies outside is not, or not yet, given to anybody. */
const GLOBAL_UNICAST = parseRange('2000::/3');
/** Azure's metadata and DNS service hides behind a public address. */
const BUILT_IN: readonly AddressRange[] = [parseRange('168.63.129.16/32')];

const isIn = (address: ipaddr.IPv4 | ipaddr.IPv6, [base, bits]: AddressRange): boolean =>
  address.kind() === base.kind() && address.match([base, bits] as [ipaddr.IPv4, number]);

/**
 * Whether an address literal belongs to the public internet. IPv4 written as IPv6 is judged as
 * IPv4; ranges that tunnel to it (NAT64, 6to4, Teredo) are not public. ipaddr.js calls the
 * IPv4-compatible `::7f00:1` unicast, hence the second rule for IPv6.
 */
export const isPublicAddress = (literal: string, denied: readonly AddressRange[]): boolean => {
  if (!ipaddr.isValid(literal)) return false;
  const address = ipaddr.process(literal);
  if (address.range() !== 'unicast') return false;
  if (address.kind() === 'ipv6' && !isIn(address, GLOBAL_UNICAST)) return false;
  return ![...BUILT_IN, ...denied].some((range) => isIn(address, range));
};
