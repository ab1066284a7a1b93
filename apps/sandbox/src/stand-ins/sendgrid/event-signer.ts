import { createECDH, createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';

const SCALAR_BYTES = 32;

/** Signs the events of one API key as the Event Webhook does. */
export interface EventSigner {
  /** As the settings page shows it: DER (SubjectPublicKeyInfo) in base64. */
  readonly publicKey: string;
  /** ECDSA over the timestamp and the bytes of the body, DER in base64. */
  sign(timestamp: string, body: string): string;
}

/**
 * The key pair of an API key. It is derived from it, so that it outlives a restart of the sandbox:
 * nobody is to be kept out here.
 * Source: https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/getting-started-event-webhook-security-features
 */
export const eventSigner = (apiKey: string): EventSigner => {
  const ecdh = createECDH('prime256v1');
  const scalar = createHash('sha256').update(`carillon sandbox ${apiKey}`).digest();
  ecdh.setPrivateKey(scalar);
  const point = ecdh.getPublicKey().subarray(1);
  const text = (bytes: Buffer): string => bytes.toString('base64url');
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: text(point.subarray(0, SCALAR_BYTES)),
    y: text(point.subarray(SCALAR_BYTES)),
    d: text(scalar),
  };
  const privateKey = createPrivateKey({ key: jwk, format: 'jwk' });
  const der = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  return {
    publicKey: der.toString('base64'),
    sign: (timestamp, body) =>
      sign('sha256', Buffer.from(timestamp + body), privateKey).toString('base64'),
  };
};
