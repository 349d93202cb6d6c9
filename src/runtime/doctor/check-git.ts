import { say } from '../../message/index.ts';
import { findTip, type GitRemote } from '../sources/index.ts';
import { ok, type Check } from './check.ts';

/** The remote that desired state comes from; nothing is fetched. */
export function gitCheck(remote: GitRemote, ref: string | undefined): Check {
  return {
    name: 'source.git',
    async run(signal) {
      const tip = await findTip(remote, ref, signal);
      return [ok('source.git', say`${remote.url} answers: ${tip.ref} is at ${tip.commit.slice(0, 12)}`)];
    },
  };
}
