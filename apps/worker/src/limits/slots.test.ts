import { createSlots } from './slots.ts';

describe('slots', () => {
  test('gives what is wanted while there is room, and no more than there is', async () => {
    const slots = createSlots(10);
    expect(await slots.take(4)).toBe(4);
    expect(await slots.take(50)).toBe(6);
    expect(slots.free).toBe(0);
  });

  test('a waiter is served when a quarter is free, in the order of asking', async () => {
    const slots = createSlots(8);
    await slots.take(8);
    const served: string[] = [];
    const first = slots.take(8).then((n) => served.push(`first ${n}`));
    const second = slots.take(1).then((n) => served.push(`second ${n}`));
    slots.release(1);
    await Promise.resolve();
    expect(served).toEqual([]);
    slots.release(1);
    await first;
    expect(served).toEqual(['first 2']);
    slots.release(1);
    await second;
    expect(served).toEqual(['first 2', 'second 1']);
  });

  test('one slot alone is served one at a time', async () => {
    const slots = createSlots(1);
    expect(await slots.take(50)).toBe(1);
    const next = slots.take(50);
    slots.release(1);
    expect(await next).toBe(1);
  });
});
