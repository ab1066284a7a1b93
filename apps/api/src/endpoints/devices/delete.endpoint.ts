import { CarillonError } from '@carillon/domain';
import { deleteDevice } from '@carillon/repositories';
import { NO_CONTENT } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { EXAMPLE_SUBSCRIBER_ID, exampleDevice } from '../subscribers/subscriber-example.ts';
import { deviceParams } from './device-params.ts';

export const deleteDeviceEndpoint = defineEndpoint({
  method: 'DELETE',
  path: '/subscribers/{subscriberId}/devices/{token}',
  scope: 'subscribers:write',
  tag: 'Devices',
  summary: 'Take a device away from a subscriber',
  description: 'What was accepted for it before is still sent.',
  params: deviceParams,
  answers: { 204: { description: 'It is no longer his.' } },
  refusals: ['not_found'],
  example: { params: { subscriberId: EXAMPLE_SUBSCRIBER_ID, token: exampleDevice.token } },
  handle: async ({ services: { database }, caller: { tenantId }, params }) => {
    const { subscriberId, token } = params;
    if (await deleteDevice(database, { tenantId, subscriberId }, token)) return NO_CONTENT;
    throw new CarillonError('not_found', 'There is no such device.');
  },
});
