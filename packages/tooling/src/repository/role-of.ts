/**
 * What a file is for. `product` runs in production. `test` is a test, its fixture or a conformance
 * suite. `tool` helps to build, test or measure.
 */
export type Role = 'product' | 'test' | 'tool';

const TEST = /\.test\.tsx?$|^(?:apps|packages)\/[^/]+\/test\/|conformance/;
const TOOL = /^packages\/(?:testing|tooling|bench)\/|^tools\/|^[^/]+$/;

/** A file's role follows from where it lies and what it is called, from nothing else. */
export const roleOf = (file: string): Role => {
  if (TEST.test(file)) return 'test';
  return TOOL.test(file) ? 'tool' : 'product';
};
