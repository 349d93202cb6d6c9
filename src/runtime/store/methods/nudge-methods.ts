import type { NudgeStore } from '../../ports/index.ts';
import type { Transactor } from '../transaction.ts';
import { nudgeSource } from '../queries/nudge-source.ts';
import { sourceNudges } from '../queries/source-nudges.ts';

export function nudgeMethods({ read, write }: Transactor): NudgeStore {
  return {
    nudgeSource: (scope) => write((tx) => nudgeSource(tx, scope)),
    sourceNudges: (scope) => read((db) => sourceNudges(db, scope)),
  };
}
