import { element } from './element.js';
import { linksIn } from './links-in.js';

const prettyJson = (text) => {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return null;
  }
};

const frame = (message, { phone }) =>
  element('iframe', {
    class: phone ? 'frame phone' : 'frame',
    sandbox: true,
    title: 'The message as its recipient sees it',
    src: `api/messages/${message.id}/html`,
  });

const headerTable = ({ headers }) =>
  element(
    'table',
    { class: 'table' },
    Object.entries(headers).map(([name, value]) =>
      element(
        'tr',
        { class: name.startsWith('x-carillon-') || name.startsWith('webhook-') ? 'ours' : null },
        element('th', { scope: 'row' }, name),
        element('td', {}, value),
      ),
    ),
  );

const linkTable = (links) =>
  element(
    'table',
    { class: 'table' },
    links.map(({ href, text }) =>
      element(
        'tr',
        {},
        element('th', { scope: 'row' }, text || 'Link'),
        element('td', {}, element('a', { href, target: '_blank', rel: 'noreferrer' }, href)),
      ),
    ),
  );

/** The ways to look at this message, each with its name and what makes its panel. */
export const panelsOf = (message) => {
  const { html, text, body } = message;
  const json = prettyJson(body);
  const links = linksIn(html);
  return [
    html !== null && { name: 'Preview', framed: true, make: frame },
    text !== null &&
      text !== body && {
        name: 'Text',
        make: () => element('pre', { class: 'text' }, text),
      },
    json !== null && { name: 'JSON', make: () => element('pre', { class: 'code' }, json) },
    links.length > 0 && { name: `Links ${links.length}`, make: () => linkTable(links) },
    { name: 'Headers', make: headerTable },
    { name: 'Raw', make: () => element('pre', { class: 'code' }, body) },
  ].filter(Boolean);
};
