const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
const RANGE = 2 ** 32;

/** A number in [0, 1) that looks random and is always the same for the same text (FNV-1a, 32 bits). */
export const stableSpin = (text: string): number => {
  let hash = FNV_OFFSET;
  for (let i = 0; i < text.length; i += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(i), FNV_PRIME);
  }
  // The last bytes of ids hardly differ: another round carries them to the high bits.
  hash = Math.imul(hash ^ (hash >>> 15), FNV_PRIME);
  return ((hash ^ (hash >>> 13)) >>> 0) / RANGE;
};
