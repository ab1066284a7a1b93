import type { Provider, Settings } from '../src/contract.ts';
import { parseSettings } from '../src/settings/parse-settings.ts';
import { smtp } from '../src/smtp/smtp.ts';

/** Opens an account at a local server, whose host and port are allowed. */
export const openSmtpAccount = (
  port: number,
  more: Readonly<Record<string, unknown>> = {},
): Provider => {
  const host = '127.0.0.1';
  const parsed = parseSettings(smtp, { host, port, from: 'Shop <shop@example.com>', ...more });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  const settings: Settings = parsed.settings;
  const egress = { allow: [`${host}:${port}`], denyCidrs: [], allowHttp: false };
  return smtp.open(settings, { egress, now: () => new Date(0) });
};
