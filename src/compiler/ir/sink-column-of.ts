import type { SinkNode } from './pipeline-node.ts';

/** The column of the sink that a column of the source is written to; undefined where it is not written. */
export function sinkColumnOf({ columns }: SinkNode, sourceColumn: string): string | undefined {
  return columns === '*' ? sourceColumn : columns.find(({ from }) => from === sourceColumn)?.name;
}
