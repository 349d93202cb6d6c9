import type { Reason } from '../../reason.ts';
import { columnAdded } from './column-added.ts';
import { columnRemoved } from './column-removed.ts';
import { columnRenamed } from './column-renamed.ts';
import { columnRetyped } from './column-retyped.ts';
import { columnValueChanged } from './column-value-changed.ts';
import { columnsChanged } from './columns-changed.ts';
import { datasourceChanged } from './datasource-changed.ts';
import { fileFormatChanged } from './file-format-changed.ts';
import { filterChanged } from './filter-changed.ts';
import { keyChanged } from './key-changed.ts';
import { modeChanged } from './mode-changed.ts';
import { optionChanged } from './option-changed.ts';
import { partitionChanged } from './partition-changed.ts';
import { queryChanged } from './query-changed.ts';
import { rowsDoubled } from './rows-doubled.ts';
import { rowsToRead } from './rows-to-read.ts';
import { sinkChanged } from './sink-changed.ts';
import { sourceChanged } from './source-changed.ts';
import { postSqlChanged, preSqlChanged } from './sql-around-changed.ts';
import { startChanged } from './start-changed.ts';
import { targetCleared } from './target-cleared.ts';
import { transformChanged } from './transform-changed.ts';
import { workChanged } from './work-changed.ts';

/** What becomes of rows and target. */
export const DATA: readonly Reason[] = [
  targetCleared,
  workChanged,
  sourceChanged,
  sinkChanged,
  datasourceChanged,
  modeChanged,
  keyChanged,
  rowsDoubled,
  partitionChanged,
  filterChanged,
  queryChanged,
  transformChanged,
  columnRenamed,
  columnAdded,
  columnRemoved,
  columnRetyped,
  columnValueChanged,
  columnsChanged,
  fileFormatChanged,
  preSqlChanged,
  postSqlChanged,
  startChanged,
  optionChanged,
  rowsToRead,
];
