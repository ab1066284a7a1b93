import {
  alike,
  differs,
  less,
  lessOrSame,
  more,
  moreOrSame,
  number,
  same,
  unlike,
} from './compare.ts';
import {
  endsWith,
  includes,
  join,
  slice,
  startsWith,
  toFixed,
  toLowerCase,
  toUpperCase,
  trim,
} from './methods.ts';
import { print, printHtml, printUrl } from './print.ts';
import { at, hasOwn, inherited, isArray, length, list } from './read-data.ts';
import { missing, step } from './run.ts';
import { add, made, text } from './text.ts';

/** All that a template's code can do: it has no other names than these, its data and its run. */
export const OPERATIONS = Object.freeze({
  isArray,
  hasOwn,
  inherited,
  at,
  length,
  list,
  missing,
  step,
  text,
  made,
  add,
  print,
  printHtml,
  printUrl,
  number,
  same,
  differs,
  alike,
  unlike,
  less,
  lessOrSame,
  more,
  moreOrSame,
  toUpperCase,
  toLowerCase,
  trim,
  slice,
  includes,
  startsWith,
  endsWith,
  join,
  toFixed,
});
