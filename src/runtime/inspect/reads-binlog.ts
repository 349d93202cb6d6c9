import type { SinkNode, SourceNode } from '../../compiler/index.ts';

/** Connectors that read MySQL's binlog, and not its tables alone. */
const BINLOG_READERS = new Set(['binlog', 'mysqlcdc']);

/** True for a source that follows the changes of MySQL or MariaDB. */
export function readsBinlog(node: SourceNode | SinkNode): node is SourceNode {
  return node.kind === 'source' && BINLOG_READERS.has(node.connector);
}
