/** A connection that the egress policy forbids; it was never opened. */
export class TargetNotAllowed extends Error {
  readonly code = 'TARGET_NOT_ALLOWED';

  constructor() {
    super('the target is not allowed');
    this.name = 'TargetNotAllowed';
  }
}
