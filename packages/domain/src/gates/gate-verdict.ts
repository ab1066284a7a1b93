/**
 * What one gate says about a delivery, and why: what `explain` shows (API.md). The rule is a stable
 * name, the inputs are what it looked at; neither holds an address or content.
 */
export interface GateVerdict<Rule extends string = string> {
  readonly verdict: 'pass' | 'hold' | 'stop';
  readonly rule: Rule;
  readonly inputs: Readonly<Record<string, unknown>>;
}
