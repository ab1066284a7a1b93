import { sampleCall, sampleRequest } from './conformance/sample-request.ts';
import { until } from './conformance/until.ts';
import type { Provider, SendRequest, SendResult } from './contract.ts';

/** A provider open against a real server that the test started. */
export interface ProviderRig {
  readonly provider: Provider;
  /** Messages the server has taken so far. */
  taken(): number;
  /** Connections the server has open. */
  connections(): number;
  /** Ends the server; the provider stays open. */
  stop(): Promise<void>;
}

/** The address at which the server shows a behaviour; left out where it cannot happen. */
export interface ConformanceAddresses {
  readonly accept: string;
  /** Refused with the protocol's usual answer, which names the address. */
  readonly refuse?: string;
  /** Read, and never answered. */
  readonly hang?: string;
  /** Taken, and the connection cut before the answer. */
  readonly drop?: string;
  /** Refused with 5 KB of text with NUL and broken characters. */
  readonly garble?: string;
}

export interface ConformanceSuite {
  readonly name: string;
  start(): Promise<ProviderRig>;
  /** Asked after `start`. */
  addresses(): ConformanceAddresses;
  readonly request: Partial<SendRequest>;
  readonly secrets: readonly string[];
}

const DEADLINE_MS = 400;
const deadline = (): AbortSignal => AbortSignal.timeout(DEADLINE_MS);

/** What every provider promises (`contract.ts`), as tests. Call it at the top of a test file. */
export const describeProvider = (suite: ConformanceSuite): void => {
  let rig: ProviderRig;
  let at: ConformanceAddresses;

  const send = (address: string, call = sampleCall()): Promise<SendResult> =>
    rig.provider.send(sampleRequest({ ...suite.request, address }), call);

  const expectClean = ({ message, response, code }: SendResult, address: string): void => {
    for (const forbidden of [address, ...suite.secrets]) {
      expect(message ?? '').not.toContain(forbidden);
      expect(code ?? '').not.toContain(forbidden);
    }
    for (const secret of suite.secrets) expect(response ?? '').not.toContain(secret);
    expect(Buffer.byteLength(response ?? '')).toBeLessThanOrEqual(1_024);
    expect(response ?? '').not.toContain('\0');
    expect((response ?? '').isWellFormed()).toBe(true);
  };

  describe(`${suite.name} keeps the contract`, () => {
    beforeEach(async () => {
      rig = await suite.start();
      at = suite.addresses();
    });

    afterEach(async () => {
      await rig.provider.close();
      await rig.stop();
    });

    test('accepts a message once', async () => {
      const result = await send(at.accept);
      expect(result).toMatchObject({ outcome: 'accepted', begun: true, code: null, message: null });
      expectClean(result, at.accept);
      expect(rig.taken()).toBe(1);
    });

    test('carries as many messages at once as it says, and more', async () => {
      const count = Math.min(rig.provider.concurrency * 2, 200);
      const results = await Promise.all(Array.from({ length: count }, () => send(at.accept)));
      expect(results.filter(({ outcome }) => outcome === 'accepted')).toHaveLength(count);
      expect(rig.taken()).toBe(count);
    });

    test('sends nothing when it may not begin', async () => {
      const result = await send(at.accept, sampleCall({ mayBegin: () => false }));
      expect(result.begun).toBe(false);
      expect(rig.taken()).toBe(0);
    });

    test('goes on after it was not allowed to begin', async () => {
      await send(at.accept, sampleCall({ mayBegin: () => false }));
      expect((await send(at.accept)).outcome).toBe('accepted');
      expect(rig.taken()).toBe(1);
    });

    test('asks whether it may begin before anything is taken', async () => {
      const takenWhenAsked: number[] = [];
      const mayBegin = (): boolean => takenWhenAsked.push(rig.taken()) > 0;
      await send(at.accept, sampleCall({ mayBegin }));
      expect(takenWhenAsked).toEqual([0]);
    });

    test('sends nothing after its deadline', async () => {
      const result = await send(at.accept, sampleCall({ signal: AbortSignal.abort() }));
      expect(result).toMatchObject({ outcome: 'transient', code: 'timeout' });
      expect(rig.taken()).toBe(0);
    });

    test.each(['', 'x', 'a\r\nb', '\0', '\ud800', ' ', 'x'.repeat(10_000), '@', 'https://'])(
      'answers with a value whatever the address (%#)',
      async (address) => {
        const result = await send(address);
        expect(result.outcome).toEqual(expect.any(String));
      },
    );

    test('answers with a value after it was closed', async () => {
      await rig.provider.close();
      expect(await send(at.accept)).toHaveProperty('outcome');
    });

    test('closing twice is harmless', async () => {
      await rig.provider.close();
      await expect(rig.provider.close()).resolves.not.toThrow();
    });

    test('closing frees the connections', async () => {
      await send(at.accept);
      await rig.provider.close();
      await until(() => rig.connections() === 0);
      expect(rig.connections()).toBe(0);
    });

    test('says whether it is set up', async () => {
      const { ok, detail } = await rig.provider.verify();
      expect(ok).toBe(true);
      for (const secret of suite.secrets) expect(detail).not.toContain(secret);
    });

    test('a refusal has a code, and its message holds no address and no secret', async () => {
      if (at.refuse === undefined) return;
      const result = await send(at.refuse);
      expect(result.outcome).not.toBe('accepted');
      expect(result.code).not.toBeNull();
      expectClean(result, at.refuse);
    });

    test('keeps its deadline, and calls what may have been sent unknown', async () => {
      if (at.hang === undefined) return;
      const started = performance.now();
      const result = await send(at.hang, sampleCall({ signal: deadline() }));
      expect(performance.now() - started).toBeLessThan(DEADLINE_MS + 1_000);
      expect(result).toMatchObject({ outcome: 'ambiguous', code: 'timeout', begun: true });
      expectClean(result, at.hang);
    });

    test('a connection cut after the message was taken is unknown, and sent once', async () => {
      if (at.drop === undefined) return;
      const result = await send(at.drop);
      expect(result).toMatchObject({ outcome: 'ambiguous', code: 'connection_reset' });
      expect(rig.taken()).toBe(1);
    });

    test('foreign text is cut and cleaned', async () => {
      if (at.garble === undefined) return;
      const result = await send(at.garble);
      expect(result.outcome).not.toBe('accepted');
      expect(result.response).not.toBeNull();
      expectClean(result, at.garble);
    });

    test('a server that is not there was sent nothing', async () => {
      if (at.refuse === undefined) return;
      await rig.stop();
      expect(await send(at.accept)).toMatchObject({ outcome: 'transient' });
    });
  });
};
