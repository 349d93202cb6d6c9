import type { ParameterSpec } from '../../connector/index.ts';
import type { Parameters } from '../store-parameters.ts';

/** What a Hadoop file is, in the words of FlinkX and ChunJun; `csv` is any text with a delimiter. */
export const FILE_TYPE: ParameterSpec = {
  type: 'string',
  description: 'Format of the files.',
  carries: 'file.type',
  words: { csv: 'text', orc: 'orc', parquet: 'parquet' },
  required: true,
};

/** Hive's own default on both generations is the character U+0001. */
export const HIVE_DELIMITER: ParameterSpec = {
  type: 'string',
  description: 'Text between two fields; without it the character U+0001, as Hive has it.',
  carries: 'file.delimiter',
};

export const COMMA_DELIMITER: ParameterSpec = {
  type: 'string',
  description: 'Text between two fields.',
  carries: 'file.delimiter',
  default: ',',
};

export const ENCODING: ParameterSpec = {
  type: 'string',
  description: 'Character set of the files.',
  carries: 'file.encoding',
  default: 'UTF-8',
};

export const HEADER: ParameterSpec = {
  type: 'boolean',
  description: 'The first line of each file names the columns.',
  carries: 'file.header',
  default: false,
};

/** Both enums `ECompressType` (1.11) and `CompressType` (1.16) take the words without regard to case. */
export const COMPRESS: ParameterSpec = {
  type: 'string',
  description: 'How the files are compressed; which word goes with which format is the engine’s own.',
  carries: 'file.compression',
  words: { none: 'NONE', gzip: 'GZIP', bzip2: 'BZIP2', bzip: 'BZIP', lzo: 'LZO', snappy: 'SNAPPY', lz4: 'LZ4' },
};

/** What FlinkX 1.11 compresses each format by. */
export const COMPRESSIONS_1_11: Readonly<Record<string, readonly string[]>> = {
  csv: ['none', 'gzip', 'bzip2', 'lzo'],
  orc: ['none', 'snappy', 'gzip', 'bzip', 'lz4'],
  parquet: ['none', 'snappy', 'gzip', 'lzo'],
};

/** The same of ChunJun 1.16, where text has no LZO any more. */
export const COMPRESSIONS_1_16: Readonly<Record<string, readonly string[]>> = {
  ...COMPRESSIONS_1_11,
  csv: ['none', 'gzip', 'bzip2'],
};

/** Every word but `append` empties the folder first, a mistyped one too; so ours are the only two. */
export const WRITE_MODE: ParameterSpec = {
  type: 'string',
  description: 'Whether the files that are there stay.',
  carries: 'mode',
  words: { append: 'append', overwrite: 'overwrite' },
  required: true,
};

/** The folder under `path` that a run writes: a partition. */
export const PARTITION_FOLDER: ParameterSpec = {
  type: 'string',
  description: 'Folder under the path, for example a partition.',
  carries: 'partition',
};

export const PATH: ParameterSpec = {
  type: 'string',
  description: 'File or folder.',
  carries: 'path',
  required: true,
};

/** Readers of both generations split it by commas. */
export const PATHS: ParameterSpec = { ...PATH, description: 'Files and folders.', separator: ',' };

export const DEFAULT_FS: ParameterSpec = {
  type: 'string',
  description: 'Address of the file system.',
  carries: 'datasource.defaultFS',
  required: true,
};

/** High availability, Kerberos and the like, all of it text. */
export const HADOOP_CONFIG: ParameterSpec = {
  type: 'text-map',
  description: 'Further properties of the Hadoop client, by its own names.',
  carries: 'datasource.hadoopConfig',
};

export const HADOOP: Parameters = { defaultFS: DEFAULT_FS, hadoopConfig: HADOOP_CONFIG };

/** Columns of a reader: names, or objects. */
export const COLUMNS: ParameterSpec = { type: 'list', description: 'Columns.', carries: 'columns', required: true };

export const MAX_FILE_SIZE: ParameterSpec = {
  type: 'integer',
  description: 'Bytes after which a new file is begun.',
  default: 1_073_741_824,
  minimum: 1,
};

/** Options of the writers that write Parquet and ORC as Hive has them. */
export const TABLE_FILE_OPTIONS: Parameters = {
  maxFileSize: MAX_FILE_SIZE,
  rowGroupSize: {
    type: 'integer',
    description: 'Bytes of a row group of a Parquet file.',
    default: 134_217_728,
    minimum: 1,
  },
  enableDictionary: { type: 'boolean', description: 'Parquet files have a dictionary of their values.', default: true },
  fullColumnName: {
    type: 'string-list',
    description: 'All columns of the table, where the pipeline writes some of them.',
  },
  fullColumnType: { type: 'string-list', description: 'Types of all columns of the table, in the same order.' },
};

export const FLUSH_INTERVAL_1_11: Parameters = {
  flushInterval: {
    type: 'integer',
    effect: 'resource',
    description: 'Milliseconds after which a file is finished though it is not full; 0 = never.',
    default: 0,
    minimum: 0,
  },
};

/** What `BaseFileConfig` gives every file writer of 1.16. */
export const FILE_OPTIONS_1_16: Parameters = {
  nextCheckRows: {
    type: 'integer',
    description: 'Rows after which the size of the file is looked at.',
    default: 5000,
    minimum: 1,
  },
  jobIdentifier: { type: 'string', description: 'Text that tells the files of several jobs in one folder apart.' },
};
