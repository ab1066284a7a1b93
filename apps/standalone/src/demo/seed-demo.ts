import { CATEGORIES, SUBSCRIBERS, TOPIC } from './demo-people.ts';
import { PARTIALS, TEMPLATES } from './demo-templates.ts';
import type { DemoClient } from './open-demo-client.ts';

const CONFLICT = 409;

/** Makes the demo's templates, categories, subscribers and topic. Those that are there stay as they are. */
export const seedDemo = async (client: DemoClient, say: (line: string) => void): Promise<void> => {
  for (const [name, source] of Object.entries(PARTIALS)) {
    await client.call('PUT', `/partials/${name}`, { source });
  }
  for (const template of TEMPLATES) {
    const { status } = await client.call('POST', '/templates', template, [CONFLICT]);
    if (status !== CONFLICT)
      await client.call('POST', `/templates/${template.key}/publish`, { version: 1 });
  }
  say(`${TEMPLATES.length} templates with a layout: ${TEMPLATES.map((t) => t.key).join(', ')}`);

  for (const { key, category } of CATEGORIES)
    await client.call('PUT', `/categories/${key}`, category);
  for (const { id, person, devices, preferences } of SUBSCRIBERS) {
    await client.call('PUT', `/subscribers/${id}`, person);
    await client.call('PUT', `/subscribers/${id}/preferences`, preferences);
    for (const token of devices)
      await client.call('PUT', `/subscribers/${id}/devices/${token}`, {});
  }
  say(`${SUBSCRIBERS.length} subscribers: ${SUBSCRIBERS.map((s) => s.id).join(', ')}`);

  const { key, name } = TOPIC;
  await client.call('PUT', `/topics/${key}`, { name });
  const subscriberIds = SUBSCRIBERS.map(({ id }) => id);
  await client.call('POST', `/topics/${key}/subscribers`, { subscriberIds });
  say(`a topic that all of them are members of: ${key}`);
};
