/** A version to be saved, with the id that notifications will name it by. */
export interface NewVersion {
  readonly id: string;
  readonly tenantId: string;
  readonly key: string;
  readonly definition: object;
  readonly expanded: object;
  /** The rules of safety that it was checked by. */
  readonly rulesVersion: number;
}
