import { CarillonError, MAX_DEVICES } from '@carillon/domain';
import { putDevice } from '@carillon/repositories';
import { z } from 'zod';
import { textField } from '../../fields/text-field.ts';
import { answer } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { EXAMPLE_SUBSCRIBER_ID, exampleDevice } from '../subscribers/subscriber-example.ts';
import { deviceParams } from './device-params.ts';
import { deviceSchema } from './device-schema.ts';

const body = z
  .strictObject({
    platform: textField(50).nullable().default(null).meta({ description: 'As in ios, android.' }),
  })
  .prefault({})
  .meta({ id: 'DeviceInput' });

export const putDeviceEndpoint = defineEndpoint({
  method: 'PUT',
  path: '/subscribers/{subscriberId}/devices/{token}',
  scope: 'subscribers:write',
  tag: 'Devices',
  summary: 'Register a device of a subscriber',
  description: `A token that another subscriber had moves. A push goes to the ${MAX_DEVICES} devices registered last.`,
  params: deviceParams,
  body,
  bodyIsOptional: true,
  answers: {
    200: { description: 'He had it already.', schema: deviceSchema, example: exampleDevice },
    201: { description: 'It is his now.', schema: deviceSchema, example: exampleDevice },
  },
  refusals: ['not_found'],
  example: {
    params: { subscriberId: EXAMPLE_SUBSCRIBER_ID, token: exampleDevice.token },
    body: { platform: exampleDevice.platform },
  },
  handle: async ({ services: { database }, caller: { tenantId }, params, body: { platform } }) => {
    const { subscriberId, token } = params;
    const device = { token, platform };
    const created = await putDevice(database, { tenantId, subscriberId }, device);
    if (created === null) throw new CarillonError('not_found', 'There is no such subscriber.');
    return answer(created ? 201 : 200, device);
  },
});
