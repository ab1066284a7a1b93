import { CarillonError } from '@carillon/domain';
import { abortRedrive, findRedrive } from '@carillon/repositories';
import { idParams } from '../../fields/id-field.ts';
import { answer } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { EXAMPLE_REDRIVE_ID, exampleRedrive } from './redrive-example.ts';
import { redriveSchema, redriveView } from './redrive-view.ts';

export const abortRedriveEndpoint = defineEndpoint({
  method: 'POST',
  path: '/dead-letters/redrives/{id}/abort',
  scope: 'dead_letters:write',
  tag: 'Dead letters',
  summary: 'End a redrive',
  description:
    'What it has not redriven stays a dead letter; what it has redriven is sent. One that has ended is 409.',
  params: idParams,
  audits: true,
  answers: {
    200: {
      description: 'It redrives nothing any more.',
      schema: redriveSchema,
      example: {
        ...exampleRedrive,
        status: 'aborted',
        reason: 'abort_requested',
        finishedAt: '2025-09-01T12:00:10.000Z',
      },
    },
  },
  refusals: ['not_found', 'conflict'],
  example: { params: { id: EXAMPLE_REDRIVE_ID } },
  handle: async ({ services: { database }, caller: { tenantId }, params: { id }, note }) => {
    const aborted = await abortRedrive(database, { tenantId, id });
    if (aborted === null) {
      const known = await findRedrive(database, { tenantId, id });
      if (known === null) throw new CarillonError('not_found', 'There is no such redrive.');
      throw new CarillonError('conflict', `The redrive is ${known.status} already.`);
    }
    note({ redriveId: id });
    return answer(200, redriveView(aborted));
  },
});
