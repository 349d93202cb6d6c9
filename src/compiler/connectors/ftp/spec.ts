import { pluginConnectorSpec, type ParameterSpec, type PluginSpec } from '../../connector/index.ts';
import {
  COLUMNS,
  COMMA_DELIMITER,
  ENCODING,
  HEADER,
  MAX_FILE_SIZE,
  PATH,
  PATHS,
} from '../file-family/file-parameters.ts';
import {
  FETCH_SIZE_1_16,
  PASSWORD,
  TYPED_COLUMNS,
  USERNAME,
  WRITE_BATCH_1_16,
  type Parameters,
} from '../store-parameters.ts';

/** How both sides of both generations connect (`FtpConfig`). */
const CONNECTION: Parameters = {
  protocol: {
    type: 'string',
    description: 'Protocol of the server.',
    carries: 'datasource.protocol',
    values: ['ftp', 'sftp', 'FTP', 'SFTP'],
    required: true,
  },
  host: { type: 'string', description: 'Server.', carries: 'datasource.host', required: true },
  port: { type: 'integer', description: 'Port; 21 for ftp and 22 for sftp unless said.', carries: 'datasource.port' },
  username: USERNAME,
  password: PASSWORD,
  privateKeyPath: {
    type: 'string',
    description: 'File of the private key on each executor, in place of the password.',
    carries: 'datasource.privateKeyPath',
  },
  connectPattern: {
    type: 'string',
    description: 'Who opens the data connection of ftp: the client (PASV) or the server (PORT).',
    values: ['PASV', 'PORT'],
  },
  timeout: {
    type: 'integer',
    effect: 'resource',
    description: 'Milliseconds to wait for the server.',
    default: 5000,
    minimum: 0,
  },
};

const TEXT: Parameters = { fieldDelimiter: COMMA_DELIMITER, encoding: ENCODING };

/** `overwrite` deletes what lies under the path, whatever the case of the word. */
const WRITE_MODE: ParameterSpec = {
  type: 'string',
  description: 'Whether the files that are there stay.',
  carries: 'mode',
  words: { append: 'append', overwrite: 'overwrite' },
};

const READER_1_11: PluginSpec = {
  name: 'ftpreader',
  parameters: { ...CONNECTION, path: PATHS, ...TEXT, isFirstLineHeader: HEADER, column: COLUMNS },
  columnsByPlace: 'index',
  fileTypes: ['csv'],
  restores: false,
};

const WRITER_1_11: PluginSpec = {
  name: 'ftpwriter',
  parameters: {
    ...CONNECTION,
    path: PATH,
    ...TEXT,
    writeMode: WRITE_MODE,
    maxFileSize: MAX_FILE_SIZE,
    column: TYPED_COLUMNS,
  },
  fileTypes: ['csv'],
};

/** What `FtpConfig` of 1.16 has besides. A word for the type that it does not know means TXT. */
const FILES_1_16: Parameters = {
  ...TEXT,
  fileType: {
    type: 'string',
    description: 'Format of the files.',
    carries: 'file.type',
    words: { csv: 'TXT', excel: 'EXCEL' },
    values: ['TXT', 'CSV', 'EXCEL', 'CUSTOM'],
    default: 'TXT',
    alsoOption: true,
  },
  compressType: {
    type: 'string',
    description: 'How the files are compressed.',
    carries: 'file.compression',
    words: { gzip: 'GZIP', bzip2: 'BZIP2', zip: 'ZIP' },
  },
  controlEncoding: {
    type: 'string',
    description: 'Character set of file names; without it that of the JVM.',
  },
  columnDelimiter: { type: 'string', description: 'Text between two lines.', default: '\n' },
  nullIsReplacedWithValue: { type: 'any', description: 'Value in place of an empty field.' },
  fileConfig: { type: 'object', description: 'Settings of a format of your own.' },
};

const READER_1_16: PluginSpec = {
  name: 'ftpreader',
  aliases: ['ftpsource'],
  parameters: {
    ...CONNECTION,
    path: PATHS,
    ...FILES_1_16,
    isFirstLineHeader: HEADER,
    listHiddenFiles: { type: 'boolean', description: 'Hidden files are read too.', default: true },
    maxFetchSize: {
      type: 'integer',
      description: 'Bytes of one file that one channel reads, where files are split.',
      default: 1_073_741_824,
      minimum: 1,
    },
    sheetNo: { type: 'integer-list', description: 'Sheets of an Excel file to read, from 0.' },
    columnIndex: { type: 'integer-list', description: 'Columns of an Excel file to read, from 0.' },
    customFormatClassName: { type: 'string', description: 'Class that reads a format of your own.' },
    customConcurrentFileSplitClassName: { type: 'string', description: 'Class that splits files of your own.' },
    ...FETCH_SIZE_1_16,
    column: COLUMNS,
  },
  columnsByPlace: 'order',
};

const WRITER_1_16: PluginSpec = {
  name: 'ftpwriter',
  aliases: ['ftpsink'],
  parameters: {
    ...CONNECTION,
    path: PATH,
    ...FILES_1_16,
    ftpFileName: { type: 'string', description: 'Name of the file that is written.', dynamic: true },
    writeMode: WRITE_MODE,
    maxFileSize: MAX_FILE_SIZE,
    nextCheckRows: {
      type: 'integer',
      description: 'Rows after which the size of the file is looked at.',
      default: 100,
      minimum: 1,
    },
    suffix: { type: 'string', description: 'Ending of file names.' },
    ...WRITE_BATCH_1_16,
    column: TYPED_COLUMNS,
  },
};

export const spec = pluginConnectorSpec({
  name: 'ftp',
  title: 'FTP and SFTP',
  description: 'Files on an FTP or SFTP server, named by `path`; the datasource’s `protocol` says which of the two.',
  datasourceTypes: ['ftp'],
  reader: { flinkx: READER_1_11, chunjun: READER_1_16 },
  writer: { flinkx: WRITER_1_11, chunjun: WRITER_1_16 },
});
