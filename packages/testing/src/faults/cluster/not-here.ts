/** A fault cannot be had on this machine: it is skipped, and its message says why. */
export class NotHere extends Error {
  override readonly name = 'NotHere';
}
