import { describeProvider } from '../src/conformance.ts';
import { inbox } from '../src/inbox/inbox.ts';

describeProvider({
  name: 'inbox',
  request: { channel: 'in_app' },
  secrets: [],
  addresses: () => ({ accept: 'subscriber-1' }),
  start: async () => {
    let taken = 0;
    const deps = { egress: { allow: [], denyCidrs: [], allowHttp: false }, now: () => new Date(0) };
    const provider = inbox.open({}, deps);
    return {
      provider: {
        ...provider,
        send: async (request, call) => {
          const result = await provider.send(request, call);
          if (result.inboxItem) taken += 1;
          return result;
        },
      },
      taken: () => taken,
      connections: () => 0,
      stop: async () => {},
    };
  },
});
