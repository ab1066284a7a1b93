/** At most `max` bytes; a longer buffer is copied, so that the whole of it can be let go. */
export const trimBytes = (bytes: Buffer, max: number): Buffer =>
  bytes.length <= max ? bytes : Buffer.from(bytes.subarray(0, max));
