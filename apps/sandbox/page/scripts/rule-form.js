import { element } from './element.js';

const option = (value) => element('option', { value }, value);

const ruleIn = (form) => {
  const { provider, answer, to, times } = Object.fromEntries(new FormData(form));
  const headers =
    answer === 'redirect' ? { location: `${location.origin}/hooks/redirected` } : null;
  return {
    provider,
    answer,
    ...(to === '' ? {} : { to }),
    ...(times === '' ? {} : { times: Number(times) }),
    ...(headers === null ? {} : { headers }),
  };
};

/** The line in which one writes a new behaviour. */
export const ruleForm = (standIns, onAdd) => {
  const answers = element('select', { class: 'field', name: 'answer', 'aria-label': 'Answer' });
  const showAnswers = (provider) => {
    const standIn = standIns.find((one) => one.provider === provider) ?? standIns[0];
    answers.replaceChildren(...standIn.answers.map(option));
    answers.value = 'transient';
  };
  const providers = element(
    'select',
    {
      class: 'field',
      name: 'provider',
      'aria-label': 'Provider',
      onchange: () => showAnswers(providers.value),
    },
    standIns.map((one) => option(one.provider)),
  );
  showAnswers(providers.value);
  const input = (properties) =>
    element('input', { class: 'field', autocomplete: 'off', ...properties });
  return element(
    'form',
    {
      class: 'rule-form',
      onsubmit: (event) => {
        event.preventDefault();
        onAdd(ruleIn(event.target));
      },
    },
    providers,
    answers,
    input({ name: 'to', placeholder: 'to, as in *@example.com', 'aria-label': 'Recipient' }),
    input({ name: 'times', type: 'number', min: 1, placeholder: 'times', 'aria-label': 'Times' }),
    element('button', { class: 'button primary' }, 'Add'),
  );
};
