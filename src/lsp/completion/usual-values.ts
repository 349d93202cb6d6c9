/** Types of columns, each name that there is once or as authors of MySQL know it. */
export const COLUMN_TYPES = [
  'bool',
  'int8',
  'int16',
  'int32',
  'int64',
  'bigint',
  'int',
  'float32',
  'float64',
  'decimal(18,2)',
  'string',
  'string(64)',
  'date',
  'time',
  'datetime',
  'timestamp(3)',
  'timestamptz(3)',
  'json',
  'bytes',
];
/** Schedules to begin from. */
export const CRON_EXPRESSIONS = ['0 0 3 * * ?', '0 */5 * * * ?', '0 0 * * * ?', '0 30 2 ? * MON-FRI', '0 0 4 1 * ?'];

/** Formats of times, the usual ones first. */
export const DATE_FORMATS = ['yyyyMMdd', 'yyyy-MM-dd', 'yyyyMM', 'yyyy-MM-dd HH:mm:ss', 'HH', 'epoch', 'epochMillis'];
