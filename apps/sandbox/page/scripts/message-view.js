import { CHANNELS } from './channels.js';
import { copyable } from './copy-button.js';
import { element, icon } from './element.js';
import { fullTime } from './format-time.js';
import { panelsOf } from './message-panels.js';

const fact = (name, value) =>
  value === null ? [] : [element('dt', {}, name), element('dd', {}, value)];

/** Ids of one notification are alike but for their ends. */
const shortened = (id) => (id.length > 20 ? `${id.slice(0, 8)}…${id.slice(-6)}` : id);

const ids = ({ notificationId, deliveryId, attemptId }) => {
  const known = { Notification: notificationId, Delivery: deliveryId, Attempt: attemptId };
  const shown = Object.entries(known).filter(([, id]) => id !== null);
  if (shown.length === 0) return null;
  return element(
    'div',
    { class: 'ids' },
    shown.map(([label, id]) => copyable(id, { label, shown: shortened(id) })),
  );
};

/** Only a mail is expected to have a subject. */
const untitled = (channel) =>
  channel === 'email' ? 'No subject' : `${CHANNELS[channel] ?? channel} message`;

const head = (message, onBack) => {
  const { channel, provider, subject, from, to, receivedAt } = message;
  return [
    element(
      'div',
      { class: 'message-title' },
      element(
        'button',
        {
          class: 'button quiet square back',
          type: 'button',
          'aria-label': 'Back',
          onclick: onBack,
        },
        icon('back'),
      ),
      element(
        'h2',
        { class: subject === null ? 'no-subject' : null },
        subject ?? untitled(channel),
      ),
      element(
        'span',
        { class: 'badge', 'data-channel': channel, title: `by ${provider}` },
        icon(channel),
        CHANNELS[channel] ?? channel,
      ),
    ),
    element(
      'dl',
      { class: 'facts' },
      fact('From', from),
      fact('To', to),
      fact('Received', fullTime(receivedAt)),
    ),
    ids(message),
  ];
};

const widthTools = (look, render) =>
  element(
    'span',
    { class: 'tab-tools' },
    [
      ['desktop', false, 'As wide as there is room'],
      ['push', true, 'As wide as a phone'],
    ].map(([name, phone, title]) =>
      element(
        'button',
        {
          class: 'button quiet small',
          type: 'button',
          title,
          'aria-label': title,
          'aria-pressed': String(look.phone === phone),
          onclick: () => render({ ...look, phone }),
        },
        icon(name),
      ),
    ),
  );

/** How messages are looked at; kept from one message to the next. */
let look = { panel: null, phone: false };

/** One message in full: what it is, and its panels. */
export const messageView = (message, onBack) => {
  const panels = panelsOf(message);
  const article = element('article', { class: 'message' });

  const render = (wanted) => {
    look = wanted;
    const current = panels.find((one) => one.name.split(' ')[0] === look.panel) ?? panels[0];
    const tabs = panels.map((one) =>
      element(
        'button',
        {
          class: 'tab',
          type: 'button',
          role: 'tab',
          'aria-selected': String(one === current),
          onclick: () => render({ ...look, panel: one.name.split(' ')[0] }),
        },
        one.name,
      ),
    );
    article.replaceChildren(
      element(
        'header',
        { class: 'message-head' },
        head(message, onBack),
        element(
          'div',
          { class: 'tabs', role: 'tablist' },
          tabs,
          current.framed ? widthTools(look, render) : null,
        ),
      ),
      element('div', { class: 'panel', role: 'tabpanel' }, current.make(message, look)),
    );
  };
  render(look);
  return article;
};
