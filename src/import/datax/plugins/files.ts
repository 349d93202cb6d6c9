import type { ParameterSpec } from '../../../compiler/connector/index.ts';
import type { DataxPlugin } from '../datax-plugin.ts';

type Parameters = Readonly<Record<string, ParameterSpec>>;

const COLUMN: ParameterSpec = { type: 'list', description: 'Columns.', carries: 'columns' };
const TEXT: Parameters = {
  encoding: { type: 'string', description: 'Encoding.', carries: 'file.encoding', default: 'UTF-8' },
  fieldDelimiter: { type: 'string', description: 'Text between two fields.', carries: 'file.delimiter' },
  compress: { type: 'string', description: 'Compression.', carries: 'file.compression' },
  nullFormat: { type: 'string', description: 'Text that stands for NULL.' },
};
const READ_TEXT: Parameters = {
  ...TEXT,
  skipHeader: { type: 'boolean', description: 'Leaves out the first line.', carries: 'file.header', default: false },
  csvReaderConfig: { type: 'object', description: 'Settings of the CSV reader.' },
};
const WRITE_TEXT: Parameters = {
  ...TEXT,
  dateFormat: { type: 'string', description: 'Format of times.' },
  fileFormat: { type: 'string', description: 'Text, or CSV with quotes.' },
  suffix: { type: 'string', description: 'End of the files’ names.' },
  header: { type: 'string-list', description: 'First line of each file.' },
};
const WRITE_MODE: ParameterSpec = {
  type: 'string',
  description: 'What becomes of files that are there.',
  carries: 'mode',
  words: { append: 'append', overwrite: 'truncate' },
};

const HADOOP: Parameters = {
  defaultFS: { type: 'string', description: 'File system.', carries: 'datasource.defaultFS' },
  hadoopConfig: { type: 'text-map', description: 'Properties of the cluster.', carries: 'datasource.hadoopConfig' },
  haveKerberos: { type: 'boolean', description: 'Whether Kerberos is used.', default: false },
  kerberosKeytabFilePath: { type: 'string', description: 'Keytab on the machine that runs the job.' },
  kerberosPrincipal: { type: 'string', description: 'Kerberos principal.' },
};
const HDFS_TYPE: ParameterSpec = {
  type: 'string',
  description: 'Format of the files.',
  carries: 'file.type',
  words: { csv: 'text', orc: 'orc', parquet: 'parquet' },
};

const FTP: Parameters = {
  protocol: { type: 'string', description: 'ftp or sftp.', carries: 'datasource.protocol' },
  host: { type: 'string', description: 'Server.', carries: 'datasource.host' },
  port: { type: 'integer', description: 'Port.', carries: 'datasource.port', alsoTakes: ['string'] },
  username: { type: 'string', description: 'User.', carries: 'datasource.username' },
  password: { type: 'string', description: 'Password.', carries: 'datasource.password', secret: true },
  timeout: { type: 'integer', description: 'Milliseconds to wait for a connection.', default: 60_000 },
  connectPattern: { type: 'string', description: 'PORT or PASV.', default: 'PASV' },
};

const READ_PATH: ParameterSpec = {
  type: 'string',
  description: 'Files or folders.',
  carries: 'path',
  separator: ',',
  alsoTakes: ['string-list'],
};
const WRITE_PATH: ParameterSpec = { type: 'string', description: 'Folder.', carries: 'path' };
const FILE_NAME: ParameterSpec = { type: 'string', description: 'Beginning of the files’ names.' };

/** Readers and writers of DataX that move files. `txtfile` is none of them: FlinkX and ChunJun read no local files. */
export const FILE_PLUGINS: readonly DataxPlugin[] = [
  {
    name: 'hdfsreader',
    role: 'source',
    connector: 'hdfs',
    datasourceType: 'hdfs',
    parameters: { ...HADOOP, path: READ_PATH, fileType: HDFS_TYPE, column: COLUMN, ...READ_TEXT },
  },
  {
    name: 'hdfswriter',
    role: 'sink',
    connector: 'hdfs',
    datasourceType: 'hdfs',
    parameters: {
      ...HADOOP,
      path: WRITE_PATH,
      fileName: FILE_NAME,
      fileType: HDFS_TYPE,
      column: COLUMN,
      writeMode: { ...WRITE_MODE, words: { append: 'append', overwrite: 'truncate' } },
      ...TEXT,
    },
  },
  {
    name: 'ftpreader',
    role: 'source',
    connector: 'ftp',
    datasourceType: 'ftp',
    parameters: {
      ...FTP,
      path: READ_PATH,
      column: COLUMN,
      ...READ_TEXT,
      maxTraversalLevel: { type: 'integer', description: 'How deep folders are read.', default: 100 },
    },
  },
  {
    name: 'ftpwriter',
    role: 'sink',
    connector: 'ftp',
    datasourceType: 'ftp',
    parameters: { ...FTP, path: WRITE_PATH, fileName: FILE_NAME, column: COLUMN, writeMode: WRITE_MODE, ...WRITE_TEXT },
  },
];
