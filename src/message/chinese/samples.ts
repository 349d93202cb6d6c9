import type { Catalogue } from '../message.ts';

/** Of rows that are shown in place of a run. */
export const SAMPLES: Catalogue = {
  '`{0}` has no rows that could be shown here': '`{0}` 没有可以在此显示的行',
  '--sample reads files, SQLite, MySQL and MariaDB': '--sample 可读取文件、SQLite、MySQL 和 MariaDB',
  '--sample {0} is no number of rows': '--sample {0} 不是行数',
  'write 1 to {0}': '请写 1 到 {0}',
  'the source of `{0}` has no rows': '`{0}` 的源端没有行',
  '`{0}` has no rows after {1}': '`{0}` 在 {1} 之后没有行',
  'would be refused: {0} {1}: {2}': '会被拒绝：{0} {1}：{2}',
  'would be refused: {0} {1}, column {2}: {3}': '会被拒绝：{0} {1}，列 {2}：{3}',
  'and {0} more rows that would be refused': '另有 {0} 行会被拒绝',
  'rows read: {0}, all there are; nothing was written': '已读行数：{0}，这是全部的行；没有写入任何内容',
  'rows read: {0}; nothing was written': '已读行数：{0}；没有写入任何内容',
};
