import { request } from 'undici';
import type { TestSandbox } from './open-test-sandbox.ts';

const IDS = { notification: 'n-1', delivery: 'd-1', attempt: 'a-1' };

/** What a call to a stand-in came back with. */
export interface VendorReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  // Tests look into whatever came.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly body: any;
}

const post = async (
  url: string,
  headers: Record<string, string>,
  body: string,
): Promise<VendorReply> => {
  const reply = await request(url, { method: 'POST', headers, body });
  const text = await reply.body.text();
  const parsed: unknown = text === '' ? null : JSON.parse(text);
  return { status: reply.statusCode, headers: reply.headers, body: parsed };
};

/** One message to `to` by each vendor's API, as its clients send it. */
export const vendorCalls = ({ origin }: TestSandbox) => ({
  sendgrid: (to: string) =>
    post(
      `${origin}/v3/mail/send`,
      { authorization: 'Bearer SG.key', 'content-type': 'application/json' },
      JSON.stringify({
        personalizations: [
          {
            to: [{ email: to }],
            custom_args: {
              carillon_notification: IDS.notification,
              carillon_delivery: IDS.delivery,
              carillon_attempt: IDS.attempt,
            },
          },
        ],
        from: { email: 'shop@example.com' },
        subject: 'Hello',
        content: [{ type: 'text/plain', value: 'Hello Ada' }],
      }),
    ),
  twilio: (to: string, callback = 'http://127.0.0.1:9/callback') =>
    post(
      `${origin}/2010-04-01/Accounts/AC1/Messages.json`,
      {
        authorization: `Basic ${Buffer.from('AC1:token').toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      new URLSearchParams({
        To: to,
        From: '+15005550006',
        Body: 'Hello Ada',
        StatusCallback: `${callback}?${new URLSearchParams(IDS).toString()}`,
      }).toString(),
    ),
  fcm: (to: string) =>
    post(
      `${origin}/v1/projects/shop/messages:send`,
      { authorization: 'Bearer sandbox.token', 'content-type': 'application/json' },
      JSON.stringify({
        message: {
          token: to,
          notification: { title: 'Hello', body: 'Hello Ada' },
          data: {
            notificationId: IDS.notification,
            deliveryId: IDS.delivery,
            attemptId: IDS.attempt,
          },
        },
      }),
    ),
});

export type VendorName = keyof ReturnType<typeof vendorCalls>;
