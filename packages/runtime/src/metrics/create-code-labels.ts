/** A label of Prometheus stays readable up to this. */
const LONGEST = 32;
/** Each label is a time series of its own: a vendor that makes up codes must not make thousands. */
const MOST = 100;
const OTHER = 'other';

/** The label under which a vendor's code is counted. */
export type CodeLabelOf = (provider: string, code: string) => string;

/**
 * Makes labels of foreign codes: cleaned, at most 32 characters, and at most `most` different ones in
 * this process. What comes after these is `other`.
 */
export const createCodeLabels = (most = MOST): CodeLabelOf => {
  const known = new Set<string>();
  return (provider, code) => {
    const label = code.replaceAll(/[^\w. -]+/g, '_').slice(0, LONGEST) || OTHER;
    const series = `${provider} ${label}`;
    if (!known.has(series) && known.size >= most) return OTHER;
    known.add(series);
    return label;
  };
};
