import { CarillonError } from '@carillon/domain';
import { findRedrive } from '@carillon/repositories';
import { idParams } from '../../fields/id-field.ts';
import { answer } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { EXAMPLE_REDRIVE_ID, exampleRedrive } from './redrive-example.ts';
import { redriveSchema, redriveView } from './redrive-view.ts';

export const findRedriveEndpoint = defineEndpoint({
  method: 'GET',
  path: '/dead-letters/redrives/{id}',
  scope: 'dead_letters:read',
  tag: 'Dead letters',
  summary: 'How far a redrive is',
  description:
    'It runs until each of those it has redriven has come to an end; one that takes longer than ten minutes is not waited for.',
  params: idParams,
  answers: {
    200: { description: 'The redrive.', schema: redriveSchema, example: exampleRedrive },
  },
  refusals: ['not_found'],
  example: { params: { id: EXAMPLE_REDRIVE_ID } },
  handle: async ({ services: { database }, caller: { tenantId }, params: { id } }) => {
    const record = await findRedrive(database, { tenantId, id });
    if (record === null) throw new CarillonError('not_found', 'There is no such redrive.');
    return answer(200, redriveView(record));
  },
});
