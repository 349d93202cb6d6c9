import { say } from '../../../message/index.ts';
import { makeDiagnostic } from '../../diagnostics/index.ts';
import type { ColumnNode, SinkNode } from '../../ir/index.ts';
import type { EmitContext } from '../../targets/index.ts';
import { child } from '../../text/index.ts';
import { LIKE_MYSQL } from '../jdbc-family/jdbc-connector.ts';
import type { JdbcFamily } from '../jdbc-family/jdbc-database.ts';
import { datasourceOf } from '../../targets/index.ts';
import type { JdbcAddress } from '../../connector/index.ts';

/** MySQL's driver and Flink's JDBC dialect accept `jdbc:mysql:` alone, also for MariaDB. */
export const MYSQL_URL: JdbcAddress = { scheme: 'jdbc:mysql:', aliases: ['jdbc:mariadb:'], defaultPort: '3306' };

/** MySQL in jobs of FlinkX and ChunJun, which carry MySQL's own driver, for MariaDB too. */
export const MYSQL: JdbcFamily = { ...LIKE_MYSQL, inspectSink: warnOfFractions };

/**
 * MySQL's driver takes MariaDB (which greets as 5.5.5) for a server without fractional seconds and cuts
 * them as it writes; seen with Connector/J 8.3 against MariaDB 10.11.
 */
function warnOfFractions(sink: SinkNode, context: EmitContext): void {
  if (datasourceOf(sink).type !== 'mariadb' || sink.columns === '*') return;
  const cut = sink.columns.filter(hasFraction);
  const [first] = cut;
  if (first === undefined) return;
  const { type } = context.pipeline.engine;
  const warning = makeDiagnostic(
    'SL0611',
    child(sink.at, 'columns'),
    say`\`${type}\` writes \`${first.name}\` to MariaDB without fractions of a second`,
    {
      notes: [say`its plugin carries MySQL’s driver, which takes MariaDB for a server too old to store them`],
      help: say`use an engine of type \`flink-sql\` or \`local\`, or give the column type \`timestamp(0)\` where seconds will do`,
    },
  );
  context.report({ ...warning, severity: 'warning' });
}

function hasFraction({ type }: ColumnNode): boolean {
  return (type?.name === 'timestamp' || type?.name === 'timestamptz') && type.precision > 0;
}
