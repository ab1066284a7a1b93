import { prepareTemplate, type TemplateDefinition } from '@carillon/templates';
import { prepareInSlices } from './prepare-in-slices.ts';

const mail = (html: string) => ({ email: { subject: 'Hello', html } });
const layout = new Map([
  ['frame', '<main><%@ body %></main>'],
  ['long', 'x'.repeat(60_000)],
]);
const template: TemplateDefinition = {
  channels: { ...mail('<p><%= it.name %></p>'), sms: { text: 'Hi' } },
  locales: { de: { ...mail('<b><%= it.name %></b>'), sms: { text: 'Hallo' } }, fr: mail('x') },
  layout: 'frame',
  schema: { type: 'object' },
};
const inLocales = (count: number, text: string): TemplateDefinition => ({
  channels: { sms: { text } },
  locales: Object.fromEntries(
    Array.from({ length: count }, (_, i) => [`x-${i}`, { sms: { text } }]),
  ),
});

test('what is prepared in slices is what is prepared whole', async () => {
  expect(await prepareInSlices(template, layout)).toEqual(prepareTemplate(template, layout));
});

test('the problems of all slices are found, each at its place', async () => {
  const channels = { sms: { text: '<% x %>' } };
  const locales = { de: { sms: { text: '<%@ partial nowhere %>' } } };
  const prepared = await prepareInSlices({ channels, locales }, layout);
  const paths = prepared.ok ? [] : prepared.problems.map(({ path }) => path);
  expect(paths).toEqual(['channels.sms.text', 'locales.de.sms.text']);
});

test.each([
  ['a layout that is not there', { layout: 'nowhere' }, 'layout'],
  ['a schema that is none', { schema: { type: 5 } }, 'schema'],
])('%s is found, whatever the channels', async (_what, wrong, path) => {
  const prepared = await prepareInSlices({ channels: { sms: { text: 'x' } }, ...wrong }, layout);
  expect(prepared).toMatchObject({ problems: [{ path }] });
});

test('partials cannot make a template as large as they like', async () => {
  const prepared = await prepareInSlices(inLocales(40, '<%@ partial long %>'), layout);
  expect(prepared).toMatchObject({ problems: [{ code: 'template_budget_exceeded' }] });
});

test('everybody else has a turn between two channels', async () => {
  let turns = 0;
  let isDone = false;
  const count = (): void => {
    turns += 1;
    if (!isDone) setImmediate(count);
  };
  setImmediate(count);
  await prepareInSlices(inLocales(9, 'x'), layout);
  isDone = true;
  expect(turns).toBeGreaterThanOrEqual(10);
});
