import { readBehaviours, writeBehaviours } from './behaviour-api.js';
import { callList } from './call-list.js';
import { copyable } from './copy-button.js';
import { element, icon } from './element.js';
import { ruleForm } from './rule-form.js';

const ruleItem = (rule, onRemove) => {
  const { provider, answer, to, times } = rule;
  return element(
    'li',
    {},
    element('span', { class: 'badge' }, provider),
    element(
      'span',
      { class: 'rule-what' },
      element('code', {}, answer),
      to === undefined ? ' for everybody' : ` for ${to}`,
      times === undefined ? '' : `, ${times} left`,
    ),
    element(
      'button',
      { class: 'button quiet small', type: 'button', 'aria-label': 'Remove', onclick: onRemove },
      icon('close'),
    ),
  );
};

const ruleSection = (standIns) => {
  const rules = element('ul', { class: 'rules' });
  const problem = element('p', { class: 'problem', role: 'alert' });
  const show = async () => {
    const list = await readBehaviours();
    const without = (rule) => () => save(list.filter((one) => one !== rule));
    const none = element('li', { class: 'none' }, 'None: everything is accepted.');
    rules.replaceChildren(
      ...(list.length === 0 ? [none] : list.map((rule) => ruleItem(rule, without(rule)))),
    );
  };
  const save = async (list) => {
    problem.textContent = await writeBehaviours(list);
    await show();
  };
  const add = async (rule) => save([rule, ...(await readBehaviours())]);
  void show();
  return element(
    'section',
    { class: 'guide-section' },
    element('h3', {}, 'Behaviours in force'),
    element(
      'p',
      {},
      'How providers answer from now on. The first that fits wins; they end when their times are ',
      'used up or the sandbox restarts. Scripts set them with PUT /api/behaviours.',
    ),
    rules,
    ruleForm(standIns, add),
    problem,
  );
};

const callSection = () =>
  element('section', { class: 'guide-section' }, element('h3', {}, 'Latest calls'), callList());

const magicSection = ({ provider, magicRecipients }) =>
  element(
    'section',
    { class: 'guide-section' },
    element('h3', {}, 'Magic recipients', element('span', { class: 'badge' }, provider)),
    element(
      'ul',
      { class: 'magic' },
      magicRecipients.map(({ example, effect }) => {
        const address = example.startsWith('/') ? location.origin + example : example;
        return element(
          'li',
          {},
          copyable(address, { shown: example }),
          element('span', { class: 'magic-effect' }, effect),
        );
      }),
    ),
  );

/** Opens the sheet that says, and sets, how the stand-ins answer. */
export const openGuide = (dialog, { standIns }) => {
  const magical = standIns.filter((one) => one.magicRecipients.length > 0);
  dialog.replaceChildren(
    element(
      'header',
      { class: 'guide-head' },
      element('h2', { id: 'guide-title' }, 'How providers answer'),
      element(
        'button',
        {
          class: 'button quiet square',
          type: 'button',
          'aria-label': 'Close',
          onclick: () => dialog.close(),
        },
        icon('close'),
      ),
    ),
    element(
      'div',
      { class: 'guide-body' },
      ruleSection(standIns),
      callSection(),
      magical.map(magicSection),
    ),
  );
  dialog.showModal();
};
