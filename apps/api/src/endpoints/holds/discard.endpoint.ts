import { idParams } from '../../fields/id-field.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { decide } from './decide.ts';
import { EXAMPLE_HOLD_ID, exampleHold } from './hold-example.ts';
import { holdSchema } from './hold-view.ts';

export const discardHoldEndpoint = defineEndpoint({
  method: 'POST',
  path: '/holds/{id}/discard',
  scope: 'settings:write',
  tag: 'Holds',
  summary: 'Cancel what a hold has parked',
  description:
    'Everything that still waits in it is cancelled, and members of a broadcast who had no turn get none.',
  params: idParams,
  audits: true,
  answers: {
    200: {
      description: 'The hold.',
      schema: holdSchema,
      example: {
        ...exampleHold,
        status: 'discarded',
        waiting: 0,
        decidedAt: '2025-08-31T12:20:00.000Z',
      },
    },
  },
  refusals: ['not_found', 'conflict'],
  example: { params: { id: EXAMPLE_HOLD_ID } },
  handle: ({ services, caller, params: { id }, note }) =>
    decide({ services, caller, id, note }, 'discarded'),
});
