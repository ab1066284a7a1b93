import { statSync } from 'node:fs';
import { isRoot, serviceUser, type SystemUser } from './system-user.ts';

/**
 * The account that PostgreSQL has to run under, null for our own. As root it is the one that owns
 * the data, if there is any: an account `postgres` that was added later does not lock us out.
 * @throws Error when the data belongs to somebody else and we are not root.
 */
export const clusterUser = (dataDir: string): SystemUser | null => {
  const owner = statSync(dataDir, { throwIfNoEntry: false });
  if (isRoot()) {
    if (!owner || owner.uid === 0) return serviceUser();
    return { name: `with uid ${owner.uid}`, uid: owner.uid, gid: owner.gid };
  }
  if (owner && owner.uid !== process.getuid?.()) {
    throw new Error(
      `${dataDir} belongs to another account (uid ${owner.uid}), probably from an earlier start as root. ` +
        'Start under that account (or root) again, or choose another folder.',
    );
  }
  return null;
};
