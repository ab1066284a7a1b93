/**
 * Methods that a template may call, with the most arguments each takes. None makes text longer than
 * what it was given, and none takes a function.
 */
export const METHODS: ReadonlyMap<string, number> = new Map([
  ['toUpperCase', 0],
  ['toLowerCase', 0],
  ['trim', 0],
  ['slice', 2],
  ['includes', 1],
  ['startsWith', 1],
  ['endsWith', 1],
  ['join', 1],
  ['toFixed', 1],
]);

/** They make text as long as they are told: refused as what would take too much. */
export const GROWING_METHODS: ReadonlySet<string> = new Set(['padStart', 'padEnd', 'repeat']);

const DENIED = new Set([
  ...Object.getOwnPropertyNames(Object.prototype),
  'prototype',
  'call',
  'apply',
  'bind',
  'caller',
  'callee',
  'arguments',
]);

/**
 * Property names that lead from data to what is behind it. Reading is by own properties only, so
 * they would find nothing; a template that asks for them is refused all the same.
 */
export const isDeniedName = (name: string): boolean => name.startsWith('__') || DENIED.has(name);

/** Binary operators that become a call of one of our operations. */
export const CALLED_OPERATORS: ReadonlyMap<string, string> = new Map([
  ['+', 'add'],
  ['===', 'same'],
  ['!==', 'differs'],
  ['==', 'alike'],
  ['!=', 'unlike'],
  ['<', 'less'],
  ['<=', 'lessOrSame'],
  ['>', 'more'],
  ['>=', 'moreOrSame'],
]);

/** Binary operators that stay what they are, between numbers. */
export const NUMBER_OPERATORS: ReadonlySet<string> = new Set(['-', '*', '/', '%']);
