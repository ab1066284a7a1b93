/** An address as the page shows it: the sandbox's own hooks by their path only. */
export const shortAddress = (to) =>
  to.startsWith(`${location.origin}/`) ? to.slice(location.origin.length) : to;
