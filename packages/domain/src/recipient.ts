/**
 * Who a notification is for (API.md, `to`): what its channels need, or `topic` alone. Addresses are
 * in the form that `parseAddress` gives; an explicit one wins over the subscriber's.
 */
export interface Recipient {
  readonly email?: string | undefined;
  /** E.164; for sms and whatsapp. */
  readonly phone?: string | undefined;
  readonly pushToken?: string | undefined;
  readonly webhookUrl?: string | undefined;
  readonly subscriberId?: string | undefined;
  readonly name?: string | undefined;
  /** BCP 47, as in `de-AT`. */
  readonly locale?: string | undefined;
  /** IANA, as in `Europe/Vienna`. */
  readonly timezone?: string | undefined;
  /** A broadcast to the topic's members at the moment of acceptance. */
  readonly topic?: string | undefined;
}
