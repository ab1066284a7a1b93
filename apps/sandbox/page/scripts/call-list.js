import { element } from './element.js';
import { shortTime } from './format-time.js';
import { shortAddress } from './short-address.js';

const SHOWN = 8;
const REFRESH_MS = 2000;

const item = ({ at, provider, method, to, answer }) => {
  const { status, code, behaviour } = answer;
  const isGood = behaviour === 'accept' || behaviour === 'slow' || behaviour === 'endless';
  const reply = status === null ? 'no answer' : [status, code].filter(Boolean).join(' ');
  return element(
    'li',
    {},
    element('span', { class: isGood ? 'reply' : 'reply refused' }, reply),
    element(
      'span',
      { class: 'rule-what' },
      element('code', {}, behaviour),
      ` ${to === null ? `at ${method}` : shortAddress(to)}`,
    ),
    element('span', { class: 'badge' }, provider),
    element('time', { class: 'row-time' }, shortTime(at)),
  );
};

/** The latest calls with what they were answered, refused ones too, for as long as it is shown. */
export const callList = () => {
  const list = element('ul', { class: 'rules' });
  const show = async () => {
    const { data } = await (await fetch(`api/requests?limit=${SHOWN}`)).json();
    const none = element('li', { class: 'none' }, 'None yet.');
    list.replaceChildren(...(data.length === 0 ? [none] : data.map(item)));
  };
  const timer = setInterval(() => {
    if (list.isConnected) void show();
    else clearInterval(timer);
  }, REFRESH_MS);
  void show();
  return list;
};
