/**
 * Bumped with every change to what a template may do or what it may cost. It is stored with a version
 * of a template, so that one can find those that were checked by older rules; whatever it says, a
 * template is checked again when it is compiled.
 */
export const RULES_VERSION = 1;

/** One source after layout and partials are in, in bytes of UTF-8. */
export const MAX_SOURCE_BYTES = 64 * 1_024;
/** Nodes of one source's syntax tree. */
export const MAX_NODES = 5_000;
/** How deep expressions and blocks may nest: what walks the tree recurses. */
export const MAX_DEPTH = 100;
export const MAX_LOOP_NESTING = 2;
/** Steps of one message: a round of a loop is one, and one more for each `NODES_A_STEP` in it. */
export const MAX_STEPS = 5_000;
export const NODES_A_STEP = 16;
/** Characters that one message may read, compare, make and print, over all its parts. */
export const MAX_WORK = 512 * 1_024;
/** One rendered part, in bytes of UTF-8. */
export const MAX_OUTPUT_BYTES = 256 * 1_024;
