import { z } from 'zod';
import { isNetwork } from '../auth/address-list.ts';

const MOST = 100;

/** Addresses and networks, of IPv4 and IPv6. */
export const allowedIpsField = () =>
  z
    .array(z.string().refine(isNetwork, 'An IP address or a network is expected: 203.0.113.0/24.'))
    .min(1)
    .max(MOST);
