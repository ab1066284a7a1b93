import { BlockList, isIP } from 'node:net';

/** IP addresses and networks, asked whether an address is among them. */
export interface AddressList {
  /** False for what is no address. An IPv4 address that IPv6 maps (`::ffff:…`) counts as itself. */
  includes(address: string | undefined): boolean;
}

interface Network {
  readonly address: string;
  readonly family: 'ipv4' | 'ipv6';
  readonly bits: number;
}

const BITS = { ipv4: 32, ipv6: 128 } as const;

const familyOf = (address: string): 'ipv4' | 'ipv6' | null => {
  const version = address.includes('%') ? 0 : isIP(address);
  if (version === 0) return null;
  return version === 4 ? 'ipv4' : 'ipv6';
};

/** An address, or a network in CIDR notation (RFC 4632, RFC 4291); null for anything else. */
const parseNetwork = (text: string): Network | null => {
  const [address = '', bits, ...more] = text.split('/');
  const family = familyOf(address);
  if (family === null || more.length > 0) return null;
  if (bits === undefined) return { address, family, bits: BITS[family] };
  const isLength = /^(?:0|[1-9]\d{0,2})$/.test(bits) && Number(bits) <= BITS[family];
  return isLength ? { address, family, bits: Number(bits) } : null;
};

/** Whether this is an IP address or a network in CIDR notation. */
export const isNetwork = (text: string): boolean => parseNetwork(text) !== null;

/** The list of these addresses and networks; what is neither is left out. */
export const openAddressList = (texts: readonly string[]): AddressList => {
  const networks = new BlockList();
  for (const text of texts) {
    const network = parseNetwork(text);
    if (network !== null) networks.addSubnet(network.address, network.bits, network.family);
  }
  return {
    includes: (address) => {
      const family = familyOf(address ?? '');
      return address !== undefined && family !== null && networks.check(address, family);
    },
  };
};
