import { request } from 'undici';

/** Tells a sandbox how its stand-ins answer from now on. */
export const setBehaviours = async (sandboxUrl: string, behaviours: unknown): Promise<void> => {
  const { statusCode, body } = await request(`${sandboxUrl}/api/behaviours`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(behaviours),
  });
  const text = await body.text();
  if (statusCode >= 300) throw new Error(`the sandbox said ${statusCode}: ${text}`);
};
