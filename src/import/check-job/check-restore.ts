import { say } from '../../message/index.ts';
import { memberOf, nodeAt, type JsonNode } from '../json/index.ts';
import { isTrue, numberOf } from './check-setting.ts';
import { keyPlace, type JobReport } from './job-report.ts';
import type { CheckedSide } from './job-side.ts';
import { readsAs } from './reads-as.ts';

/** `setting.restore` against the columns of the reader: FlinkX 1.11 `BaseDataReader`, ChunJun `SyncConfig`. */
export function checkRestore(
  report: JobReport,
  setting: JsonNode | undefined,
  reader: CheckedSide,
  writer?: CheckedSide,
): void {
  const member = memberOf(setting, 'restore');
  const restore = member?.value;
  if (member === undefined || restore?.kind !== 'object') return;
  const { engineName, version } = report;
  const isStream = nodeAt(restore, 'isStream');
  const streams = isTrue(report, isStream);
  const restores = isTrue(report, nodeAt(restore, 'isRestore'));
  if (version === '1.11' && streams && !restores && isStream) {
    const message = say`${engineName} obeys \`isStream\` only beside \`"isRestore": true\`; the job has no checkpoints`;
    report.add('SL0915', isStream, message, { help: say`add \`"isRestore": true\`` });
  }
  if (!restores && !(streams && version !== '1.11')) return;
  for (const side of [reader, writer]) {
    if (side?.known?.plugin.restores !== false) continue;
    const message = say`\`${side.known.plugin.name}\` of ${engineName} does not take part in \`restore\``;
    report.add('SL0915', nodeAt(restore, 'isRestore') ?? keyPlace(member), message);
  }
  if (!streams) checkRestoreColumn(report, restore, keyPlace(member), reader);
  else if (
    version === '1.11' &&
    reader.known?.plugin.jdbc &&
    reader.known.plugin.endless !== true &&
    numberOf(report, nodeAt(restore, 'restoreColumnIndex')) === undefined
  )
    report.add(
      'SL0914',
      keyPlace(member),
      say`${engineName} wants \`restoreColumnIndex\` where a JDBC reader streams, and restarts for ever without it`,
    );
}

function checkRestoreColumn(
  report: JobReport,
  restore: JsonNode,
  place: { start: number; end: number },
  reader: CheckedSide,
): void {
  const { engineName, version } = report;
  const nameNode = nodeAt(restore, 'restoreColumnName');
  const reading = nameNode && readsAs(nameNode, 'string', version, 'setting');
  const name = reading?.kind === 'same' && typeof reading.value === 'string' ? reading.value : '';
  const indexNode = nodeAt(restore, 'restoreColumnIndex');
  const index = numberOf(report, indexNode) ?? -1;
  if (name === '' && (version === '1.11' || index < 0)) {
    report.add(
      'SL0914',
      place,
      say`${engineName} does not start a job with \`isRestore\` and no \`restoreColumnName\``,
    );
    return;
  }
  const { columns } = reader;
  if (columns?.explicit !== true) return;
  const found = name === '' ? undefined : columns.columns.find((column) => column.name === name);
  if (nameNode && name !== '' && found === undefined) {
    report.add('SL0914', nameNode, say`\`restoreColumnName\` names \`${name}\`, which is none of the reader's columns`);
    return;
  }
  if (indexNode && index >= columns.columns.length)
    report.add(
      version === '1.11' ? 'SL0915' : 'SL0914',
      indexNode,
      say`\`restoreColumnIndex\` is ${index}; the reader has ${columns.columns.length} columns`,
    );
  else if (indexNode && index >= 0 && found !== undefined && columns.columns.indexOf(found) !== index)
    report.add(
      version === '1.11' ? 'SL0915' : 'SL0914',
      indexNode,
      say`\`restoreColumnIndex\` and \`restoreColumnName\` name two columns`,
    );
  if (found && version === '1.11' && found.type === undefined)
    report.add('SL0914', found.node, say`${engineName} needs the type of \`${name}\`, the column of \`restore\``, {
      help: say`write the columns as objects with \`name\` and \`type\``,
    });
}
