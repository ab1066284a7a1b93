/** Who calls: an API key, and the tenant it acts for. */
export interface Caller {
  readonly apiKeyId: string;
  readonly tenantId: string;
  readonly scopes: ReadonlySet<string>;
}
