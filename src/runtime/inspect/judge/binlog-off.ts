import { say } from '../../../message/index.ts';
import { child, makeDiagnostic, type Diagnostic } from '../../../compiler/index.ts';
import { sidesOf, type Case, type Judgement } from './judgement.ts';
import { readsBinlog } from '../reads-binlog.ts';

/** A stream of changes needs the server’s binlog, by rows. */
export const binlogOff: Judgement = function* (given: Case): Iterable<Diagnostic> {
  for (const { node, facts } of sidesOf(given)) {
    if (!readsBinlog(node) || facts.mysql === undefined) continue;
    const { on, format, rowImage } = facts.mysql.binlog;
    const at = child(node.at, 'datasource');
    const name = node.datasource?.name ?? '';
    if (!on)
      yield makeDiagnostic('SL1019', at, say`the server of datasource \`${name}\` writes no binlog`, {
        notes: [say`\`${node.connector}\` reads changes from it and from nowhere else`],
        help: say`set \`log_bin\`, \`binlog_format = ROW\` and a \`server_id\` on the server and start it again`,
      });
    else if (format.toUpperCase() !== 'ROW')
      yield makeDiagnostic('SL1019', at, say`the binlog of datasource \`${name}\` has format \`${format}\``, {
        notes: [say`statements in it do not say which rows they changed`],
        help: say`set \`binlog_format = ROW\` on the server; sessions that are open keep the old one`,
      });
    else if (rowImage !== '' && rowImage.toUpperCase() !== 'FULL')
      yield makeDiagnostic(
        'SL1019',
        at,
        say`the binlog of datasource \`${name}\` holds rows in part: \`${rowImage}\``,
        {
          notes: [say`columns that did not change would come as NULL`],
          help: say`set \`binlog_row_image = FULL\` on the server`,
        },
      );
  }
};
