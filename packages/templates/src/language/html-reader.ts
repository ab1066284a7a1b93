type State =
  | 'text'
  | 'open'
  | 'bang'
  | 'comment'
  | 'raw'
  | 'name'
  | 'tag'
  | 'attribute'
  | 'attribute_end'
  | 'equals'
  | 'double'
  | 'single'
  | 'bare';

/** Where in an HTML document a reader stands, as far as it matters to what is printed there. */
export interface HtmlReader {
  state: State;
  /** Of the tag that is open or of the raw element; `/` begins a closing one. */
  element: string;
  attribute: string;
  /** The attribute's value so far, as far as it is literal. */
  value: string;
  /** The last characters of what ends with more than one. */
  tail: string;
}

/** Elements whose content is not markup. */
const RAW_ELEMENTS = /^(?:script|style|textarea|title|xmp)$/;

const isSpace = (c: string): boolean => /\s/.test(c);

const endTag = (reader: HtmlReader): State => {
  reader.tail = '';
  return RAW_ELEMENTS.test(reader.element) ? 'raw' : 'text';
};

const beginValue = (reader: HtmlReader, state: State, value = ''): State => {
  reader.value = value;
  return state;
};

/** A comment for Outlook (`<!--[if mso]>`) is markup to it, so its content is read as such. */
const readBang = (reader: HtmlReader, c: string): State => {
  reader.tail += c;
  if (c === '>') return 'text';
  return reader.tail.length === 3 && reader.tail.startsWith('--') && c !== '[' ? 'comment' : 'bang';
};

/** Only the element's own closing tag ends it: `</scripts>` is still script. */
const readRaw = (reader: HtmlReader, c: string): State => {
  const end = `</${reader.element}`;
  if (reader.tail === end && (isSpace(c) || c === '/' || c === '>')) {
    reader.element = '/';
    return c === '>' ? 'text' : 'tag';
  }
  reader.tail = `${reader.tail}${c}`.slice(-end.length).toLowerCase();
  return 'raw';
};

const readTag = (reader: HtmlReader, c: string): State => {
  if (c === '>') return endTag(reader);
  if (isSpace(c) || c === '/') return 'tag';
  reader.attribute = c.toLowerCase();
  return 'attribute';
};

const readQuoted =
  (quote: string, state: State) =>
  (reader: HtmlReader, c: string): State => {
    if (c === quote) return 'tag';
    reader.value += c;
    return state;
  };

const STEPS: Readonly<Record<State, (reader: HtmlReader, c: string) => State>> = {
  text: (_, c) => (c === '<' ? 'open' : 'text'),
  open: (reader, c) => {
    reader.tail = '';
    reader.element = c.toLowerCase();
    if (/[a-z/]/i.test(c)) return 'name';
    if (c === '!') return 'bang';
    return c === '<' ? 'open' : 'text';
  },
  bang: readBang,
  comment: (reader, c) => {
    reader.tail = `${reader.tail}${c}`.slice(-4);
    return /--!?>$/.test(reader.tail) ? 'text' : 'comment';
  },
  raw: readRaw,
  name: (reader, c) => {
    if (c === '>') return endTag(reader);
    if (isSpace(c) || c === '/') return 'tag';
    reader.element += c.toLowerCase();
    return 'name';
  },
  tag: readTag,
  attribute: (reader, c) => {
    if (c === '=') return 'equals';
    if (isSpace(c)) return 'attribute_end';
    if (c === '>' || c === '/') return readTag(reader, c);
    reader.attribute += c.toLowerCase();
    return 'attribute';
  },
  attribute_end: (reader, c) => {
    if (c === '=') return 'equals';
    return isSpace(c) ? 'attribute_end' : readTag(reader, c);
  },
  equals: (reader, c) => {
    if (isSpace(c)) return 'equals';
    if (c === '>') return endTag(reader);
    if (c === '"') return beginValue(reader, 'double');
    return c === "'" ? beginValue(reader, 'single') : beginValue(reader, 'bare', c);
  },
  double: readQuoted('"', 'double'),
  single: readQuoted("'", 'single'),
  bare: (reader, c) => {
    if (c === '>') return endTag(reader);
    if (isSpace(c)) return 'tag';
    reader.value += c;
    return 'bare';
  },
};

export const openHtmlReader = (): HtmlReader => ({
  state: 'text',
  element: '',
  attribute: '',
  value: '',
  tail: '',
});

/** Reads on through a piece of literal text. */
export const readHtml = (reader: HtmlReader, text: string): void => {
  for (const c of text) reader.state = STEPS[reader.state](reader, c);
};
