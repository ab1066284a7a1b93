import type { CallOptions, Reply, TestApi } from './start-test-api.ts';
import { emailRequest } from './requests.ts';

/** A tenant of its own whose brake is set so, from its first request on. */
export interface BrakedTenant {
  readonly id: string;
  call(method: string, path: string, options?: CallOptions): Promise<Reply>;
  post(parts?: object, options?: CallOptions): Promise<Reply>;
  batch(count: number, parts?: object): Promise<Reply>;
  /** Its holds, the newest first. */
  holds(): Promise<Record<string, unknown>[]>;
}

const SCOPES = ['notifications:write', 'settings:write', 'subscribers:write'];

export const brakedTenant = async (api: TestApi, brake: object): Promise<BrakedTenant> => {
  const id = await api.makeTenant();
  const key = await api.makeKey(SCOPES, id);
  await api.database.pool.query(
    'INSERT INTO tenant_setting (tenant_id, settings) VALUES ($1, $2)',
    [id, { brake }],
  );
  const call = (method: string, path: string, options: CallOptions = {}) =>
    api.call(method, path, { key, ...options });
  return {
    id,
    call,
    post: (parts, options) =>
      call('POST', '/notifications', { ...options, body: emailRequest(parts) }),
    batch: (count, parts) => {
      const notifications = Array.from({ length: count }, () => emailRequest(parts));
      return call('POST', '/notifications/batch', { body: { notifications } });
    },
    holds: async () => (await call('GET', '/holds')).body.data,
  };
};
