const MAX_KEPT = 2000;

/**
 * What the page knows: the newest messages and how one looks at them. Whoever changes it calls
 * `changed`, which tells the views once.
 */
export const createMailbox = () => {
  const listeners = [];
  const mailbox = {
    messages: [],
    /** How many the sandbox keeps. */
    total: 0,
    search: '',
    channel: null,
    selectedId: null,
    freshIds: new Set(),

    onChange: (listener) => listeners.push(listener),
    changed: (part = {}) => {
      Object.assign(mailbox, part);
      for (const listener of listeners) listener(mailbox);
    },
    replace: ({ messages, total }) => mailbox.changed({ messages, total, freshIds: new Set() }),
    add: ({ messages, total }) => {
      const known = new Set(mailbox.messages.map((message) => message.id));
      const fresh = messages.filter((message) => !known.has(message.id));
      mailbox.changed({
        messages: [...fresh, ...mailbox.messages].slice(0, MAX_KEPT),
        total,
        freshIds: new Set(fresh.map((message) => message.id)),
      });
    },
    /** The messages that fit search and channel. */
    visible: () => {
      const words = mailbox.search.toLowerCase().split(/\s+/).filter(Boolean);
      return mailbox.messages.filter((message) => {
        if (mailbox.channel !== null && message.channel !== mailbox.channel) return false;
        const { to, from, subject, snippet } = message;
        const text = [to, from, subject, snippet].join('\n').toLowerCase();
        return words.every((word) => text.includes(word));
      });
    },
  };
  return mailbox;
};
