import { CHANNELS } from './channels.js';
import { element, icon } from './element.js';
import { shortTime } from './format-time.js';
import { placeChildren } from './place-children.js';
import { shortAddress } from './short-address.js';

const REFRESH_TIMES_MS = 20_000;

const row = ({ id, channel, to, subject, snippet, receivedAt }, onOpen) => {
  const name = CHANNELS[channel] ?? channel;
  return element(
    'li',
    {},
    element(
      'button',
      { class: 'row', type: 'button', 'data-channel': channel, onclick: () => onOpen(id) },
      element('span', { class: 'row-icon', title: name }, icon(channel)),
      element(
        'span',
        {},
        element(
          'span',
          { class: 'row-head' },
          element('span', { class: 'row-to' }, shortAddress(to)),
          element('time', { class: 'row-time', datetime: receivedAt }, shortTime(receivedAt)),
        ),
        element('span', { class: 'row-subject' }, subject ?? snippet ?? 'No subject'),
        subject === null ? null : element('span', { class: 'row-snippet' }, snippet ?? ''),
      ),
    ),
  );
};

const noneOf = ({ total }) =>
  element('li', { class: 'list-none' }, total === 0 ? 'Waiting for messages' : 'No message fits');

const noteOf = ({ messages, total }) =>
  total > messages.length ? `The newest ${messages.length} of ${total.toLocaleString()}` : '';

/** The list of messages. */
export const listView = (mailbox, { list, note }, onOpen) => {
  let rows = new Map();

  mailbox.onChange(() => {
    const next = new Map();
    for (const message of mailbox.visible()) {
      const { id } = message;
      const known = rows.get(id);
      const item = known ?? row(message, onOpen);
      const button = item.firstElementChild;
      if (known === undefined) button.classList.toggle('fresh', mailbox.freshIds.has(id));
      if (id === mailbox.selectedId) button.setAttribute('aria-current', 'true');
      else button.removeAttribute('aria-current');
      next.set(id, item);
    }
    rows = next;
    placeChildren(list, rows.size > 0 ? [...rows.values()] : [noneOf(mailbox)]);
    note.textContent = noteOf(mailbox);
    note.hidden = note.textContent === '';
  });

  setInterval(() => {
    for (const time of list.querySelectorAll('time')) {
      time.textContent = shortTime(time.getAttribute('datetime'));
    }
  }, REFRESH_TIMES_MS);
};
