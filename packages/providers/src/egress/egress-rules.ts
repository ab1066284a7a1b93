import type { EgressPolicy } from '../contract.ts';
import { isPublicAddress, parseRange } from './is-public-address.ts';

/** An operator's policy, read once. */
export interface EgressRules {
  readonly allowHttp: boolean;
  /** True for a host and port that the operator named: the address behind it is not looked at. */
  isExempt(hostname: string, port: number): boolean;
  /** Whether a resolved address may be connected to. */
  isAllowedAddress(address: string): boolean;
}

const DEFAULT_PORTS: Readonly<Record<string, string>> = {
  'http:': '80',
  'https:': '443',
  'smtp:': '25',
};

const targetOf = (hostname: string, port: number | string): string =>
  `${hostname.replace(/^\[|\]$/g, '').toLowerCase()} ${port}`;

const readAllowed = (entry: string): string => {
  const url = new URL(entry.includes('://') ? entry : `tcp://${entry}`);
  const port = url.port || DEFAULT_PORTS[url.protocol];
  if (!url.hostname || !port) throw new Error(`egress: "${entry}" names no host and port`);
  return targetOf(url.hostname, port);
};

const read = (policy: EgressPolicy): EgressRules => {
  const exempt = new Set(policy.allow.map(readAllowed));
  const denied = policy.denyCidrs.map(parseRange);
  return {
    allowHttp: policy.allowHttp,
    isExempt: (hostname, port) => exempt.has(targetOf(hostname, port)),
    isAllowedAddress: (address) => isPublicAddress(address, denied),
  };
};

const known = new WeakMap<EgressPolicy, EgressRules>();

/** Reads a policy; the same object is read only once. Throws on an entry that says nothing. */
export const egressRules = (policy: EgressPolicy): EgressRules => {
  const rules = known.get(policy) ?? read(policy);
  known.set(policy, rules);
  return rules;
};
