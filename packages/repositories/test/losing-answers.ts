import type { Database } from '../src/index.ts';

/**
 * The same database over a connection that breaks: the next `times` statements are carried out, but
 * their answers are lost, as when the network fails between commit and reply.
 */
export const losingAnswers = (database: Database, times = 1): Database => {
  let left = times;
  const losing = (pool: Database['pool']): Database['pool'] => {
    const query = async (...args: unknown[]): Promise<unknown> => {
      const answer = await (pool.query as (...a: unknown[]) => Promise<unknown>).apply(pool, args);
      if (left-- > 0) throw new Error('Connection terminated unexpectedly');
      return answer;
    };
    return { query } as unknown as Database['pool'];
  };
  return { ...database, pool: losing(database.pool), hot: losing(database.hot) };
};
