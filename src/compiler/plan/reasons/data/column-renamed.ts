import { say, type Message } from '../../../../message/index.ts';
import { isMap } from '../../compare/differences.ts';
import type { Finding } from '../../plan.ts';
import { renamedColumns } from '../../ends/renamed-columns.ts';
import { isUpdated, type Reason, type UpdatedPipeline } from '../../reason.ts';
import { changedColumns, type ChangedColumn } from '../../ends/changed-columns.ts';
import { sinkOf } from '../../ends/how-rows-arrive.ts';
import { rowsThatAreThere } from '../../ends/rows-that-are-there.ts';

/** Columns of the target that get the same under another name. */
export const columnRenamed: Reason = {
  reason: 'COLUMN_RENAMED',
  find(change) {
    if (!isUpdated(change)) return [];
    const written = changedColumns(change).filter(({ key, side }) => key === undefined && side === 'sink');
    return [...renamedColumns(change)].map(([was, is]) => ({
      meaning: isNameless(change) ? 'cosmetic' : 'data-affecting',
      consequence: consequenceOf(was, is, change),
      paths: written.filter(({ name }) => name === was || name === is).map(({ path }) => path),
    }));
  },
};

/** The columns that nothing is said of yet. */
export function withoutRenamed(
  columns: readonly ChangedColumn[],
  findings: readonly Finding[],
): readonly ChangedColumn[] {
  const told = new Set(findings.flatMap(({ reason, paths }) => (reason === columnRenamed.reason ? paths : [])));
  return columns.filter(({ path }) => !told.has(path));
}

/** Files without a header have values by their place. */
function isNameless({ after }: UpdatedPipeline): boolean {
  const { file } = sinkOf(after);
  return isMap(file) && file['type'] === 'csv' && file['header'] !== true;
}

function consequenceOf(was: string, is: string, change: UpdatedPipeline): Message {
  const { after } = change;
  const { path, connector } = sinkOf(after);
  if (isNameless(change))
    return say`\`${was}\` is called \`${is}\`; files without a header have no names, and stay the same`;
  if (path !== undefined)
    return say`what is \`${was}\` in earlier files is \`${is}\` in those that are written from then on`;
  if (typeof connector === 'string' && connector.startsWith('kafka'))
    return say`what is \`${was}\` in earlier records is \`${is}\` in those that are written from then on`;
  const written = say`what was written as \`${was}\` is written as \`${is}\`, which the target has to have before`;
  const rows = rowsThatAreThere(after);
  if (rows === 'emptied') return say`${written}; \`${was}\` gets its default`;
  return rows === 'written-over'
    ? say`${written}; the next run writes it into all rows that it reads, and \`${was}\` keeps what it has`
    : say`${written}; earlier rows keep their values in \`${was}\` and have NULL in \`${is}\`, unless the target's own column is renamed`;
}
