import type { Random } from './random.ts';

const words = (text: string): readonly string[] => text.split(' ');

const LEAVES = words(
  'it.s it.l it.o it.o.a it.o.b.c it.n it.t it.u it.none it.none.x it.l[1] (0) (1) (7) "a" \'<\' true null [] ({}) ``',
);
/** Names and values that must lead nowhere. */
const WILD_LEAVES = words(
  'it canary it.canary it.l.canary it.s.canary globalThis.canary $ r o x0 this process undefined ' +
    'it.constructor it.__proto__ 1e999 -0 "\\u2028" /x/ 1n x y x.a y[0] import.meta',
);
const OPERATORS = words('+ + - * / % === !== == != < <= > >= && || ??');
const WILD_OPERATORS = words(', ** & in instanceof =');
const METHODS = words(
  'toUpperCase toLowerCase trim slice includes startsWith endsWith join toFixed',
);
const WILD_METHODS = words('padEnd repeat map constructor canary call toString');
const TEXTS = words('x &lt; <p> </p> <b> é 😀');
const WILD_TEXTS = words('<a%sb= <!-- --> <script> </script> <a%shref=" "> < %> <a%shref=\'');

/** Grows templates of what is allowed and, now and then, of what is not. */
interface Garden {
  readonly random: Random;
  /** The constants of the loops around. */
  readonly names: readonly string[];
  readonly depth: number;
}

const mostly = <T>({ random }: Garden, tame: readonly T[], wild: readonly T[]): T =>
  random.pick(random.below(150) === 0 ? wild : tame);

const deeper = (garden: Garden, name?: string): Garden => ({
  ...garden,
  depth: garden.depth - 1,
  names: name === undefined ? garden.names : [...garden.names, name],
});

const growCall = (garden: Garden, inner: () => string): string => {
  const method = mostly(garden, METHODS, WILD_METHODS);
  const takes = ['slice', 'includes', 'startsWith', 'endsWith', 'join', 'toFixed'].includes(method);
  return `${inner()}.${method}(${takes ? inner() : ''})`;
};

const growExpression = (garden: Garden): string => {
  const { names, random, depth } = garden;
  const leaf = (): string =>
    mostly(garden, [...LEAVES, ...names, ...names.map((name) => `${name}.a`)], WILD_LEAVES);
  if (depth <= 0) return leaf();
  const inner = (): string => growExpression(deeper(garden));
  const tame: readonly (() => string)[] = [
    leaf,
    () => `(${inner()} ${mostly(garden, OPERATORS, WILD_OPERATORS)} ${inner()})`,
    () => `(${inner()} ? ${inner()} : ${inner()})`,
    () => `(${random.pick(['!', '- ', '+ ', 'typeof '])}${inner()})`,
    () => `\`${mostly(garden, TEXTS, WILD_TEXTS)}\${${inner()}}\``,
    () => `[${inner()}, ${inner()}]`,
    () => growCall(garden, inner),
    () => growCall(garden, inner),
    () => `${inner()}.${mostly(garden, ['a', 'b', 'length'], ['canary', 'constructor'])}`,
  ];
  const wild: readonly (() => string)[] = [
    () => `({ a: ${inner()}, ${random.pick(['"c"', '__proto__', 'get'])}: 1 }).a`,
    () => `${inner()}[${random.pick(['0', '1e9', inner()])}]`,
    () => `${random.pick(['void ', 'delete ', '~', 'await ', '...'])}${inner()}`,
    () => `() => ${inner()}`,
  ];
  return mostly(garden, tame, wild)();
};

const growPiece = (garden: Garden): string => {
  const { random, depth, names } = garden;
  const value = (): string => growExpression({ ...garden, depth: random.below(4) });
  const body = (name?: string): string => growPieces(deeper(garden, name));
  const flat: readonly (() => string)[] = [
    () =>
      mostly(garden, TEXTS, WILD_TEXTS)
        .replace('%s', ' ')
        .repeat(random.pick([1, 1, 50])),
    () => `<%= ${value()} %>`,
    () => `<a href="<%= ${value()} %>">`,
  ];
  const nested: readonly (() => string)[] = [
    () => `<% if (${value()}) { %>${body()}<% } else { %>${body()}<% } %>`,
    () => `<% for (const x of it.l) { %>${body('x')}<% } %>`,
    () => `<% for (const y of ${value()}) { %>${body('y')}<% } %>`,
  ];
  const tame = depth <= 0 || names.length >= 2 ? flat : [...flat, ...nested];
  const wild = [() => `<%${random.pick(['-', '_', '', '~', '@'])} ${value()} %>`];
  return mostly(garden, tame, wild)();
};

function growPieces(garden: Garden): string {
  const count = 1 + garden.random.below(4);
  return Array.from({ length: count }, () => growPiece(garden)).join('');
}

export const growTemplate = (random: Random): string => growPieces({ random, names: [], depth: 3 });
