import type { AnyNode, CallExpression, MemberExpression, Node, ObjectExpression } from 'acorn';
import { readerOf } from './field-readers.ts';
import { keyOf, labelOf } from './label-of.ts';
import { quoted } from './quoted.ts';
import { enter, refuse, type Translation } from './translation.ts';
import {
  CALLED_OPERATORS,
  GROWING_METHODS,
  isDeniedName,
  METHODS,
  NUMBER_OPERATORS,
} from './words.ts';

/**
 * How a value that is not there counts: `needed`, it is noted as missing; `asked`, the template only
 * asks whether it is there (a test, the left of `??`, `||` and `&&`, a comparison).
 */
export type Want = 'needed' | 'asked';

type Translate<T> = (node: T, translation: Translation, want: Want) => string;
type Translators = { readonly [T in AnyNode['type']]?: Translate<Extract<AnyNode, { type: T }>> };

/** A path's value; one that is needed and not there is noted under its name. */
const path = (node: Node, code: string, translation: Translation, want: Want): string => {
  const label = want === 'needed' ? labelOf(node, translation) : null;
  return label === null || label === '' ? code : `(${code}??missing(r,${label}))`;
};

const readCode = (key: string | number, object: string, { readers }: Translation): string => {
  if (typeof key === 'number') return `at(${object},${key})`;
  return key === 'length' ? `length(${object})` : `${readerOf(readers, key)}(${object})`;
};

const member: Translate<MemberExpression> = (node, translation, want) => {
  const key = keyOf(node);
  if (key === null) {
    return refuse(translation, node.property, {
      message: 'Only a name or a number leads into data.',
    });
  }
  if (typeof key === 'string' && isDeniedName(key)) {
    return refuse(translation, node.property, { message: `The name ${key} is not allowed.` });
  }
  const object = translateExpression(node.object, translation, 'asked');
  return path(node, readCode(key, object, translation), translation, want);
};

const call: Translate<CallExpression> = ({ callee, arguments: given }, translation, want) => {
  const method = callee.type === 'MemberExpression' && !callee.computed ? keyOf(callee) : null;
  const most = typeof method === 'string' ? METHODS.get(method) : undefined;
  if (callee.type !== 'MemberExpression' || most === undefined) {
    const isGrowing = typeof method === 'string' && GROWING_METHODS.has(method);
    const name = callee.type === 'Identifier' ? callee.name : (method ?? 'an expression');
    return refuse(translation, callee.type === 'MemberExpression' ? callee.property : callee, {
      code: isGrowing ? 'template_budget_exceeded' : 'template_unsafe',
      message: `Calling ${name} is not allowed; allowed are ${[...METHODS.keys()].join(', ')}.`,
    });
  }
  if (given.length > most) {
    return refuse(translation, callee.property, {
      code: 'template_invalid',
      message: `${method} takes at most ${most} arguments.`,
    });
  }
  const values = [callee.object, ...given].map((node) =>
    translateExpression(node, translation, want),
  );
  return `${method}(r,${values.join(',')})`;
};

const object: Translate<ObjectExpression> = ({ properties }, translation) => {
  const fields = properties.map((property) => {
    if (property.type !== 'Property' || property.computed || property.kind !== 'init') {
      return refuse(translation, property, { message: 'Only plain fields are allowed here.' });
    }
    const { key } = property;
    const name = key.type === 'Identifier' ? key.name : null;
    const text = key.type === 'Literal' && typeof key.value === 'string' ? key.value : name;
    if (text === null || isDeniedName(text)) {
      return refuse(translation, key, { message: 'This name of a field is not allowed.' });
    }
    return `${JSON.stringify(text)}:${translateExpression(property.value, translation, 'asked')}`;
  });
  return `{${fields.join(',')}}`;
};

const TRANSLATORS: Translators = {
  Identifier: (node, translation, want) => {
    if (node.name === 'it') return 'it';
    const loop = translation.loops.findLast(({ name }) => name === node.name);
    if (loop !== undefined) return path(node, loop.variable, translation, want);
    const message = `The name ${node.name} is not known: data is read as it.${node.name}.`;
    return refuse(translation, node, { message });
  },
  Literal: (node, translation) => {
    const { value } = node;
    const isPlain = value === null || ['string', 'boolean', 'number'].includes(typeof value);
    const isKnown = isPlain && node.raw !== undefined && !node.regex && !node.bigint;
    if (isKnown && (typeof value !== 'number' || Number.isFinite(value))) {
      return quoted(value);
    }
    return refuse(translation, node, { message: 'Only text, numbers, true, false and null.' });
  },
  TemplateLiteral: ({ quasis, expressions }, translation, want) => {
    const pieces = quasis.flatMap(({ value }, i) => {
      const expression = expressions[i];
      const text = quoted(value.cooked ?? '');
      if (expression === undefined) return [text];
      return [text, `text(r,${translateExpression(expression, translation, want)})`];
    });
    return `made(r,${pieces.join('+')})`;
  },
  MemberExpression: member,
  ChainExpression: ({ expression }, translation, want) =>
    translateExpression(expression, translation, want),
  ParenthesizedExpression: ({ expression }, translation, want) =>
    translateExpression(expression, translation, want),
  ConditionalExpression: ({ test, consequent, alternate }, translation, want) => {
    const asked = translateExpression(test, translation, 'asked');
    const chosen = [consequent, alternate].map((node) =>
      translateExpression(node, translation, want),
    );
    return `(${asked}?${chosen.join(':')})`;
  },
  LogicalExpression: ({ operator, left, right }, translation, want) => {
    const asked = translateExpression(left, translation, 'asked');
    return `(${asked}${operator}${translateExpression(right, translation, want)})`;
  },
  BinaryExpression: (node, translation, want) => {
    const { operator, left, right } = node;
    const operation = CALLED_OPERATORS.get(operator);
    const isNumeric = NUMBER_OPERATORS.has(operator);
    if (operation === undefined && !isNumeric) {
      return refuse(translation, node, { message: `The operator ${operator} is not allowed.` });
    }
    const wanted = isNumeric || operator === '+' ? want : 'asked';
    const [a, b] = [left, right].map((side) => translateExpression(side, translation, wanted));
    return isNumeric ? `(number(${a})${operator}number(${b}))` : `${operation}(r,${a},${b})`;
  },
  UnaryExpression: (node, translation, want) => {
    const { operator, argument } = node;
    if (operator === '!' || operator === 'typeof') {
      return `(${operator} ${translateExpression(argument, translation, 'asked')})`;
    }
    if (operator === '-' || operator === '+') {
      return `(${operator}number(${translateExpression(argument, translation, want)}))`;
    }
    return refuse(translation, node, { message: `The operator ${operator} is not allowed.` });
  },
  ArrayExpression: (node, translation) => {
    const elements = node.elements.map((element) =>
      element === null
        ? refuse(translation, node, { message: 'A list must not have holes.' })
        : translateExpression(element, translation, 'asked'),
    );
    return `[${elements.join(',')}]`;
  },
  ObjectExpression: object,
  CallExpression: call,
};

/**
 * Code for an expression, put together from what its node says and nothing of its text. A kind of
 * node that has no translator here cannot be run: what is allowed is this list.
 */
export function translateExpression(node: Node, translation: Translation, want: Want): string {
  return enter(translation, node, () => {
    const translate = TRANSLATORS[node.type as AnyNode['type']] as Translate<Node> | undefined;
    if (translate === undefined) {
      return refuse(translation, node, { message: `${node.type} is not allowed in a template.` });
    }
    return translate(node, translation, want);
  });
}
