import { startTestApi, type TestApi } from './start-test-api.ts';

/** An api for this file, started before its tests and stopped after them. */
export const testApi = (env: Readonly<Record<string, string>> = {}): (() => TestApi) => {
  let api: TestApi | undefined;
  beforeAll(async () => {
    api = await startTestApi(env);
  });
  afterAll(() => api?.stop());
  return () => {
    if (api === undefined) throw new Error('the api is started in beforeAll');
    return api;
  };
};
