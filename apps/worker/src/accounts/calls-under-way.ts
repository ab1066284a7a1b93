/** The calls that an account is at: its connection may be closed after the last. */
export interface CallsUnderWay {
  /** Says that a call is wanted; false where none may begin any more. To be ended once for every true. */
  begin(): boolean;
  end(): void;
  /** Whether a call that stands in line may still go on. */
  mayGoOn(): boolean;
  /** No call begins any more. */
  retire(): void;
}

/** `onLast` is called once: when it is retired and nothing is under way any more. */
export const createCallsUnderWay = (onLast: () => void): CallsUnderWay => {
  let underWay = 0;
  let isRetired = false;
  return {
    begin: () => {
      if (isRetired) return false;
      underWay += 1;
      return true;
    },
    end: () => {
      underWay -= 1;
      if (isRetired && underWay === 0) onLast();
    },
    mayGoOn: () => !isRetired,
    retire: () => {
      if (isRetired) return;
      isRetired = true;
      if (underWay === 0) onLast();
    },
  };
};
