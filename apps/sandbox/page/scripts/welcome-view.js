import { copyButton } from './copy-button.js';
import { element, icon } from './element.js';

const snippet = (title, code) =>
  element(
    'figure',
    { class: 'snippet' },
    element('figcaption', {}, title, copyButton(code)),
    element('pre', {}, code),
  );

const viaCarillon = (apiUrl) => `curl ${apiUrl ?? 'http://127.0.0.1:3000'}/api/v1/notifications \\
  -H "Authorization: Bearer $CARILLON_KEY" \\
  -H "Content-Type: application/json" \\
  -d '{
    "to": { "email": "ada@example.com" },
    "channels": ["email"],
    "content": { "title": "Hello", "body": "It works." }
  }'`;

const viaSmtp = (smtpUrl) =>
  `printf 'From: you@example.com\\nSubject: Hello\\n\\nIt works.\\n' |
  curl ${smtpUrl} --crlf -T - \\
    --mail-from you@example.com --mail-rcpt ada@example.com`;

const viaWebhook = () =>
  `curl ${location.origin}/hooks/orders \\
  -H "Content-Type: application/json" -d '{"type": "hello"}'`;

/** What stands there before the first message: how to send it. */
export const welcomeView = ({ apiUrl, smtpUrl }) =>
  element(
    'div',
    { class: 'welcome' },
    element('span', { class: 'welcome-mark' }, icon('bell')),
    element(
      'div',
      { class: 'welcome-head' },
      element('h2', {}, 'Nothing has arrived yet'),
      element(
        'p',
        {},
        'Whatever Carillon sends on this machine lands here instead of with a provider. ',
        'Send the first message, and it shows up by itself.',
      ),
    ),
    snippet('Through Carillon', viaCarillon(apiUrl)),
    element(
      'p',
      { class: 'hint' },
      'The key is printed at the start and stands in ',
      element('code', {}, '.carillon/standalone.json'),
      '.',
    ),
    snippet('Straight to the mail server', viaSmtp(smtpUrl)),
    snippet('Straight to a webhook', viaWebhook()),
  );

/** What stands there while no message is chosen. */
export const chooseView = () =>
  element(
    'div',
    { class: 'welcome' },
    element('span', { class: 'welcome-mark' }, icon('bell')),
    element(
      'div',
      { class: 'welcome-head' },
      element('h2', {}, 'Choose a message'),
      element('p', {}, 'New ones appear at the top of the list as they arrive.'),
    ),
    element(
      'p',
      { class: 'keys' },
      element('span', {}, element('kbd', {}, 'j'), ' ', element('kbd', {}, 'k'), ' next, previous'),
      element('span', {}, element('kbd', {}, '/'), ' search'),
      element('span', {}, element('kbd', {}, 'b'), ' behaviours'),
    ),
  );
