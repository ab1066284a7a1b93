import { changesAreTold } from './changes-are-told.ts';
import { plant } from './plant.ts';

const file = 'packages/repositories/src/deliveries/stop.ts';
const stop = "UPDATE delivery d SET status = 'cancelled', updated_at = now() WHERE d.id = $1";

test('a statement that ends a delivery and tells nobody is found', () => {
  expect(plant(changesAreTold, { [file]: `export const STOP = \`${stop}\`;` })).toEqual([
    `${file} ends a delivery and does not return TOLD_OF_DELIVERY`,
  ]);
});

test('so is a dead letter, and an address on the suppression list', () => {
  const text = 'export const A = `INSERT INTO dead_letter (x)`, B = `INSERT INTO suppression (x)`;';
  expect(plant(changesAreTold, { [file]: text })).toEqual([
    `${file} writes a dead letter and does not return TOLD_OF_DEAD_LETTER`,
    `${file} suppresses an address and does not return TOLD_OF_SUPPRESSION`,
  ]);
});

test('one that tells is fine, and so is a state that nobody is told of', () => {
  const told = `export const STOP = \`WITH c AS (${stop} RETURNING \${TOLD_OF_DELIVERY})\`;`;
  const queued = "export const QUEUE = `UPDATE delivery SET status = 'queued'`;";
  const other = 'packages/repositories/src/deliveries/queue.ts';
  expect(plant(changesAreTold, { [file]: told, [other]: queued })).toEqual([]);
});
