/** Keeps the mailbox up to date; the browser reconnects by itself, and gets a new snapshot then. */
export const followStream = (mailbox, onState) => {
  const source = new EventSource('api/stream');
  source.addEventListener('open', () => onState('live'));
  source.addEventListener('error', () => onState('lost'));
  source.addEventListener('snapshot', (event) => mailbox.replace(JSON.parse(event.data)));
  source.addEventListener('messages', (event) => mailbox.add(JSON.parse(event.data)));
};
