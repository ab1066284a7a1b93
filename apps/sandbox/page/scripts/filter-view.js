import { CHANNELS } from './channels.js';
import { element } from './element.js';

const chip = (mailbox, channel, label, count) =>
  element(
    'button',
    {
      class: 'chip',
      type: 'button',
      'aria-pressed': String(mailbox.channel === channel),
      onclick: () => mailbox.changed({ channel }),
    },
    label,
    element('span', { class: 'chip-count' }, String(count)),
  );

/** The search field, and one chip for each channel that has messages. */
export const filterView = (mailbox, { search, chips }) => {
  search.addEventListener('input', () => mailbox.changed({ search: search.value }));
  mailbox.onChange(({ messages, channel: chosen }) => {
    const counts = new Map();
    for (const { channel } of messages) counts.set(channel, (counts.get(channel) ?? 0) + 1);
    const present = Object.keys(CHANNELS).filter((name) => counts.has(name) || name === chosen);
    chips.replaceChildren(
      chip(mailbox, null, 'All', messages.length),
      ...present.map((name) => chip(mailbox, name, CHANNELS[name], counts.get(name) ?? 0)),
    );
  });
};
