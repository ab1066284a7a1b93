import { createHealth } from './create-health.ts';

const well = { check: () => Promise.resolve(), deadlineMs: 1_000, required: true };
const ill = { ...well, check: () => Promise.reject(new Error('refused')) };

test('all well is ok', async () => {
  expect(await createHealth({ postgres: well })()).toEqual({
    status: 'ok',
    checks: { postgres: { status: 'ok', detail: null } },
  });
});

test('without something optional the process is degraded, and says what fails', async () => {
  expect(await createHealth({ postgres: well, redis: { ...ill, required: false } })()).toEqual({
    status: 'degraded',
    checks: {
      postgres: { status: 'ok', detail: null },
      redis: { status: 'failed', detail: 'refused' },
    },
  });
});

test('without something required the process is down', async () => {
  expect((await createHealth({ postgres: ill })()).status).toBe('down');
});

test('a check that throws at once is a failed check', async () => {
  const check = (): Promise<void> => {
    throw new Error('not connected');
  };
  const { checks } = await createHealth({ redis: { ...well, check } })();
  expect(checks['redis']?.detail).toBe('not connected');
});

test('a check that hangs is reported at its deadline and is not started a second time', async () => {
  let begun = 0;
  const hang = Promise.withResolvers<void>();
  const check = (): Promise<void> => {
    begun += 1;
    return hang.promise;
  };
  const health = createHealth({ postgres: { check, deadlineMs: 5, required: true } });
  expect((await health()).checks['postgres']?.detail).toBe('no answer within 5 ms');
  expect((await health()).status).toBe('down');
  expect(begun).toBe(1);
  hang.resolve();
  expect((await health()).status).toBe('ok');
});
