import { putSubscriber } from '@carillon/repositories';
import { z } from 'zod';
import { addressField } from '../../fields/address-field.ts';
import { dataField } from '../../fields/data-field.ts';
import { localeField, timezoneField } from '../../fields/locale-fields.ts';
import { textField } from '../../fields/text-field.ts';
import { answer } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { EXAMPLE_SUBSCRIBER_ID, exampleInput, exampleSubscriber } from './subscriber-example.ts';
import { subscriberParams } from './subscriber-params.ts';
import { subscriberSchema, subscriberView } from './subscriber-view.ts';

const body = z
  .strictObject({
    email: addressField('email').nullable().default(null),
    phone: addressField('sms').nullable().default(null),
    name: textField(255).nullable().default(null),
    locale: localeField().nullable().default(null),
    timezone: timezoneField().nullable().default(null),
    data: dataField().default({}),
  })
  .meta({ id: 'SubscriberInput' });

export const putSubscriberEndpoint = defineEndpoint({
  method: 'PUT',
  path: '/subscribers/{subscriberId}',
  scope: 'subscribers:write',
  tag: 'Subscribers',
  summary: 'Create a subscriber or replace what is known of him',
  params: subscriberParams,
  body,
  answers: {
    200: { description: 'Replaced.', schema: subscriberSchema, example: exampleSubscriber },
    201: { description: 'Created.', schema: subscriberSchema, example: exampleSubscriber },
  },
  example: { params: { subscriberId: EXAMPLE_SUBSCRIBER_ID }, body: exampleInput },
  handle: async ({ services: { database }, caller: { tenantId }, params, body: known }) => {
    const id = params.subscriberId;
    const { subscriber, created } = await putSubscriber(database, { tenantId, id, ...known });
    return answer(created ? 201 : 200, subscriberView(subscriber));
  },
});
