import { generateKeyPairSync } from 'node:crypto';

/** Where the stand-ins listen. */
export interface SandboxPorts {
  readonly sandboxUrl: string;
  readonly smtpPort: number;
}

/** An account of the tenant `default` that sends to the sandbox. */
export interface SandboxAccount {
  readonly name: string;
  readonly provider: string;
  readonly settings: Readonly<Record<string, string | number | boolean>>;
}

const FROM = 'Carillon <carillon@example.com>';
/** The sandbox takes any; who logs in hears at once, when he verifies too, that he is unauthorized. */
const LOGIN = { user: 'sandbox', password: 'sandbox' };
/** Twilio's number that every test message may come from. */
const NUMBER = '+15005550006';

const serviceAccount = (): string => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  return JSON.stringify({
    type: 'service_account',
    project_id: 'sandbox',
    client_email: 'sandbox@sandbox.example',
    private_key: privateKey.export({ format: 'pem', type: 'pkcs8' }),
  });
};

/** One account for each provider, the first of a channel first: that one sends. */
export const sandboxAccounts = (
  { sandboxUrl, smtpPort }: SandboxPorts,
  webhookSecret: string,
): SandboxAccount[] => {
  const baseUrl = sandboxUrl;
  const twilio = { accountSid: `AC${'5a'.repeat(16)}`, authToken: 'sandbox', from: NUMBER };
  return [
    { provider: 'smtp', settings: { host: '127.0.0.1', port: smtpPort, from: FROM, ...LOGIN } },
    { provider: 'sendgrid', settings: { apiKey: 'SG.sandbox', from: FROM, baseUrl } },
    { provider: 'twilio', settings: { ...twilio, whatsappFrom: NUMBER, baseUrl } },
    {
      provider: 'fcm',
      settings: { serviceAccount: serviceAccount(), baseUrl, tokenUrl: `${baseUrl}/token` },
    },
    { provider: 'webhook', settings: { secret: webhookSecret } },
    { provider: 'inbox', settings: {} },
    { provider: 'desktop', settings: {} },
  ].map((account) => ({ ...account, name: `sandbox ${account.provider}` }));
};
