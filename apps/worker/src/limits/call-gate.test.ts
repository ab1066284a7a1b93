import { createCallGate } from './call-gate.ts';

test('lets in as many as there is room for, then one for each that leaves, in order', async () => {
  const gate = createCallGate(2);
  expect([gate.enter(), gate.enter()]).toEqual([undefined, undefined]);
  const entered: string[] = [];
  const lines = ['first', 'second'].map(async (name) => {
    await gate.enter();
    entered.push(name);
  });
  gate.leave();
  await lines[0];
  expect(entered).toEqual(['first']);
  gate.leave();
  await lines[1];
  expect(entered).toEqual(['first', 'second']);
});

test('has room again when all have left', () => {
  const gate = createCallGate(1);
  void gate.enter();
  gate.leave();
  expect(gate.enter()).toBeUndefined();
});
