/** Redis did not answer in time; whether it did what it was asked is unknown. */
export class RedisTimeout extends Error {
  override readonly name = 'RedisTimeout';
}

/** Settles like the promise, or rejects with `RedisTimeout` after `ms`. */
export const within = async <T>(promise: Promise<T>, ms: number): Promise<T> => {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    reject(new RedisTimeout(`Redis did not answer within ${Math.round(ms)} ms`));
  }, ms);
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
    promise.catch(() => {});
  }
};
