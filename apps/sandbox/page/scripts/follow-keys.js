const isTyping = ({ target }) => target.closest('input, select, textarea, dialog') !== null;

/** Shortcuts: j and k walk the list, / searches, b shows the behaviours, Escape leaves. */
export const followKeys = ({ mailbox, search, open, openGuide }) => {
  const step = (by) => {
    const visible = mailbox.visible();
    const at = visible.findIndex((message) => message.id === mailbox.selectedId);
    const next = visible[at === -1 ? 0 : Math.min(Math.max(at + by, 0), visible.length - 1)];
    if (next === undefined) return;
    open(next.id);
    document.querySelector('.row[aria-current]')?.scrollIntoView({ block: 'nearest' });
  };
  const actions = {
    j: () => step(1),
    k: () => step(-1),
    '/': () => search.focus(),
    b: openGuide,
    Escape: () => open(null),
  };
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && event.target === search) return search.blur();
    const action = actions[event.key];
    if (action === undefined || isTyping(event) || event.ctrlKey || event.metaKey || event.altKey)
      return;
    event.preventDefault();
    action();
  });
};
