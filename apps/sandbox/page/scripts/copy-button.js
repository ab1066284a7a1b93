import { element, icon } from './element.js';

const SHOWN_MS = 1400;

const copy = async (text, button) => {
  await navigator.clipboard.writeText(text);
  const use = button.querySelector('use');
  button.classList.add('copied');
  use.setAttribute('href', '#icon-check');
  setTimeout(() => {
    button.classList.remove('copied');
    use.setAttribute('href', '#icon-copy');
  }, SHOWN_MS);
};

/** A value that is copied when pressed; `shown` stands for it where it is long. */
export const copyable = (text, { label = null, shown = text } = {}) => {
  const button = element(
    'button',
    { class: 'copyable', type: 'button', title: `Copy ${text}`, onclick: () => copy(text, button) },
    label === null ? null : element('b', {}, label),
    element('span', {}, shown),
    icon('copy'),
  );
  return button;
};

/** A button that copies `text`. */
export const copyButton = (text) => {
  const button = element(
    'button',
    { class: 'button quiet small', type: 'button', onclick: () => copy(text, button) },
    icon('copy'),
    'Copy',
  );
  return button;
};
