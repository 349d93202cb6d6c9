import type { ParameterSpec } from '../connector/index.ts';
import type { Parameters } from './store-parameters.ts';

/** The kinds of change that are read, in any order; printed in full where the plugin has no default. */
export const CHANGES: ParameterSpec = {
  type: 'string',
  description: 'Kinds of change that are read, with commas between them: insert, update, delete.',
  pattern: '(insert|update|delete)(,(insert|update|delete))*',
  required: true,
  printed: 'insert,update,delete',
};

/** One flat row for each change, or one field that holds all of it. */
export const PAVING_DATA: ParameterSpec = {
  type: 'boolean',
  description: 'One flat row for each change, with before_ and after_ columns; else one field that holds it all.',
};

/** ChunJun 1.16 calls it `split` or `splitUpdate`. */
export const SPLIT_UPDATE: ParameterSpec = {
  type: 'boolean',
  description: 'Makes two rows of an update, one before it and one after it.',
  default: false,
};

export const TIMESTAMP_FORMAT: ParameterSpec = {
  type: 'string',
  description: 'How times are written in text: with a space between date and time (sql) or a T (iso-8601).',
  default: 'sql',
};

/** ChunJun 1.16 makes rows of these columns where a `transform` needs them; else of each table's own. */
export const CHANGED_COLUMNS: Parameters = {
  column: { type: 'list', description: 'Columns of the rows that a transform gets.', carries: 'columns' },
};
