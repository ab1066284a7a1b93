import type { StandaloneFile } from '../home/standalone-file.ts';

/** What the api answered; a problem has a code and says what is wrong. */
export interface DemoReply {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Calls the api of a running standalone; anything but success or one of `also` is an error. */
export interface DemoClient {
  call(method: string, path: string, body?: unknown, also?: readonly number[]): Promise<DemoReply>;
}

const DEADLINE_MS = 10_000;

export const openDemoClient = ({ apiUrl, apiKey }: StandaloneFile): DemoClient => ({
  call: async (method, path, body, also = []) => {
    const response = await fetch(`${apiUrl}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      signal: AbortSignal.timeout(DEADLINE_MS),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const parsed = (text === '' ? {} : JSON.parse(text)) as DemoReply['body'];
    if (response.ok || also.includes(response.status))
      return { status: response.status, body: parsed };
    const { code = response.status, detail = '' } = parsed;
    throw new Error(`${method} ${path} was refused: ${String(code)}. ${String(detail)}`);
  },
});
