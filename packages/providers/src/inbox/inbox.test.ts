import { sampleCall, sampleRequest } from '../conformance/sample-request.ts';
import { inbox } from './inbox.ts';

const deps = { egress: { allow: [], denyCidrs: [], allowHttp: false }, now: () => new Date(0) };

test('acceptance is the delivery, and hands over the item to be stored', async () => {
  const request = sampleRequest({ channel: 'in_app', address: 'subscriber-1' });
  const { title, body, url, data } = request.parts;
  const result = await inbox.open({}, deps).send(request, sampleCall());
  expect(result).toMatchObject({ outcome: 'accepted', delivered: true });
  expect(result.inboxItem).toEqual({
    subscriberId: 'subscriber-1',
    title,
    body,
    url,
    data,
    category: 'transactional',
  });
});
