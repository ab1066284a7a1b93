import { idParams } from '../../fields/id-field.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { decide } from './decide.ts';
import { EXAMPLE_HOLD_ID, exampleHold } from './hold-example.ts';
import { holdSchema } from './hold-view.ts';

export const releaseHoldEndpoint = defineEndpoint({
  method: 'POST',
  path: '/holds/{id}/release',
  scope: 'settings:write',
  tag: 'Holds',
  summary: 'Send what a hold has parked',
  description:
    'Everything in it is due at once, and goes out in fair order; what was scheduled for later keeps its time. What named no `expiresAt` has 72 h from now. Large holds are moved within seconds; `waiting` tells how far they are.',
  params: idParams,
  audits: true,
  answers: {
    200: {
      description: 'The hold.',
      schema: holdSchema,
      example: {
        ...exampleHold,
        status: 'released',
        waiting: 0,
        decidedAt: '2025-08-31T12:20:00.000Z',
      },
    },
  },
  refusals: ['not_found', 'conflict'],
  example: { params: { id: EXAMPLE_HOLD_ID } },
  handle: ({ services, caller, params: { id }, note }) =>
    decide({ services, caller, id, note }, 'released'),
});
