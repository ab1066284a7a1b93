import type { FieldError } from '@carillon/domain';
import type { EgressPolicy } from '../contract.ts';
import { egressRules } from '../egress/egress-rules.ts';

/** Where a vendor's API lives: an origin and the path below which it begins. */
export interface BaseUrl {
  readonly origin: string;
  readonly prefix: string;
}

export const BASE_URL_PATTERN = String.raw`https?://[^\s?#@]{1,500}`;

/** Reads a `baseUrl` setting that `BASE_URL_PATTERN` matches. */
export const parseBaseUrl = (text: string): BaseUrl => {
  const { origin, pathname } = new URL(text);
  return { origin, prefix: pathname.replace(/\/+$/, '') };
};

/** Credentials travel over TLS, except to a host that the operator has named (a local stand-in). */
export const mayCarrySecrets = (text: string, egress: EgressPolicy): boolean => {
  const { protocol, hostname, port } = new URL(text);
  return protocol === 'https:' || egressRules(egress).isExempt(hostname, Number(port || 80));
};

/** A setting that is not a URL at all. */
export const checkBaseUrl = (path: string, value: unknown): FieldError[] =>
  typeof value !== 'string' || URL.canParse(value)
    ? []
    : [{ path, code: 'invalid_format', message: 'must be a URL' }];
