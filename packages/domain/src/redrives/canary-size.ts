/** How many of `total` go first: the share, and at least one. */
export const canarySize = (total: number, share: number): number => Math.ceil(total * share);
