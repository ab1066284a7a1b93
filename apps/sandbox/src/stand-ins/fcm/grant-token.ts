import { randomBytes } from 'node:crypto';
import type { RequestHandler } from 'express';
import { sendReply } from '../../http/http-reply.ts';
import { readBody } from '../../http/read-body.ts';
import { jsonReply } from '../vendors/json-reply.ts';
import { isSignedAssertion } from './is-signed-assertion.ts';

const GRANT = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const LIFE_SECONDS = 3_600;

const refusal = (error: string, why: string) =>
  jsonReply(400, { error, error_description: `Bad request: ${why}.` });

/** Google's token endpoint (RFC 7523): an assertion signed with any key gets an access token. */
export const grantToken: RequestHandler = async (request, response) => {
  const body = await readBody(request);
  if (body === null) return;
  const form = new URLSearchParams(body.bytes.toString('utf8'));
  if (form.get('grant_type') !== GRANT) {
    return sendReply(response, refusal('unsupported_grant_type', `grant_type is not ${GRANT}`));
  }
  if (!isSignedAssertion(form.get('assertion') ?? '')) {
    return sendReply(response, refusal('invalid_grant', 'the assertion is no JWT signed by RS256'));
  }
  const access_token = `sandbox.${randomBytes(24).toString('base64url')}`;
  const grant = { access_token, expires_in: LIFE_SECONDS, token_type: 'Bearer' };
  sendReply(response, jsonReply(200, grant));
};
