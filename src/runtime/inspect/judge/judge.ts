import type { Diagnostic } from '../../../compiler/index.ts';
import { binlogOff } from './binlog-off.ts';
import { failedLooks } from './failed-looks.ts';
import { idleReaders } from './idle-readers.ts';
import type { Case, Judgement } from './judgement.ts';
import { missingFiles } from './missing-files.ts';
import { missingIndexes } from './missing-indexes.ts';
import { missingPrivileges } from './missing-privileges.ts';
import { missingTables } from './missing-tables.ts';
import { onlyAddresses } from './only-addresses.ts';

const JUDGEMENTS: readonly Judgement[] = [
  failedLooks,
  missingTables,
  missingPrivileges,
  binlogOff,
  missingIndexes,
  idleReaders,
  missingFiles,
  onlyAddresses,
];

/** What is wrong with pipelines, going by what was found out of the real systems. Pure, but for files of this machine. */
export function judge(given: Case): readonly Diagnostic[] {
  return JUDGEMENTS.flatMap((judgement) => [...judgement(given)]);
}
