import { filterView } from './filter-view.js';
import { followKeys } from './follow-keys.js';
import { followStream } from './follow-stream.js';
import { openGuide } from './guide-view.js';
import { listView } from './list-view.js';
import { createMailbox } from './mailbox.js';
import { messageView } from './message-view.js';
import { chooseView, welcomeView } from './welcome-view.js';

const byId = (id) => document.getElementById(id);
const info = await (await fetch('api/info')).json();
const mailbox = createMailbox();
const panes = byId('panes');
const pane = byId('message-pane');

/** What the message pane shows; `undefined` before anything. */
let shown;

const showPane = (key, ...content) => {
  if (shown === key) return;
  shown = key;
  pane.replaceChildren(...content);
  pane.scrollTop = 0;
};

const open = (id) => {
  location.hash = id === null ? '' : `m/${id}`;
};

const showMessage = async (id) => {
  if (shown === id) return;
  const answer = await fetch(`api/messages/${id}`);
  if (mailbox.selectedId !== id) return; // another was chosen meanwhile
  if (!answer.ok) return open(null);
  showPane(
    id,
    messageView(await answer.json(), () => open(null)),
  );
};

const showSelected = () => {
  const { selectedId, total } = mailbox;
  panes.dataset.view = selectedId === null ? 'list' : 'message';
  panes.dataset.empty = String(total === 0 && selectedId === null);
  if (selectedId !== null) void showMessage(selectedId);
  else if (total === 0) showPane('welcome', welcomeView(info));
  else showPane('choose', chooseView());
};

const readHash = () => {
  mailbox.changed({ selectedId: /^#m\/([\w-]+)$/.exec(location.hash)?.[1] ?? null });
};

const STATES = { live: 'Live', lost: 'Reconnecting', connecting: 'Connecting' };
let state = 'connecting';
const showState = () => {
  const { total } = mailbox;
  const count = `${total.toLocaleString()} message${total === 1 ? '' : 's'}`;
  byId('live').dataset.state = state;
  byId('live-text').textContent = state === 'live' ? `Live · ${count}` : STATES[state];
  document.title = total === 0 ? 'Carillon Sandbox' : `(${total}) Carillon Sandbox`;
};

filterView(mailbox, { search: byId('search'), chips: byId('channels') });
listView(mailbox, { list: byId('list'), note: byId('list-note') }, open);
mailbox.onChange(showSelected);
mailbox.onChange(showState);
const showGuide = () => openGuide(byId('guide'), info);
followKeys({ mailbox, search: byId('search'), open, openGuide: showGuide });

addEventListener('hashchange', readHash);
byId('open-guide').addEventListener('click', showGuide);
byId('guide').addEventListener('click', (event) => {
  if (event.target === byId('guide')) byId('guide').close(); // the backdrop
});
const clear = async () => {
  await fetch('api/messages', { method: 'DELETE' });
  open(null);
};
byId('guide').addEventListener('close', () => byId('guide').replaceChildren());
byId('clear').addEventListener('click', () => void clear());

readHash();
followStream(mailbox, (next) => {
  state = next;
  showState();
});
