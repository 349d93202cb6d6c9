import { pluginConnectorSpec, type ParameterSpec, type PluginSpec } from '../../connector/index.ts';
import type { Parameters } from '../store-parameters.ts';
import { requestParameters, STRATEGY } from './request-parameters.ts';

const URL: ParameterSpec = {
  type: 'string',
  description: 'Address that is asked.',
  carries: 'datasource.urlAndPath',
  required: true,
};

const BOTH_READERS: Parameters = {
  url: URL,
  requestMode: {
    type: 'string',
    description: 'Method of the requests; `post` sends a body in JSON.',
    values: ['get', 'post'],
    required: true,
    printed: 'get',
  },
  protocol: { type: 'string', description: 'Protocol, which the address says anyway.', default: 'https' },
  strategy: STRATEGY,
};

/**
 * FlinkX 1.11, `HttpRestConfig` and `RestapiInputFormatBuilder`: without an interval it does not start, and
 * neither does a job that is no stream without a strategy that stops it.
 */
const READER_1_11: PluginSpec = {
  name: 'restapireader',
  endless: true,
  targetOptional: true,
  endsBy: ['strategy'],
  maximumParallelism: 1,
  parameters: {
    ...BOTH_READERS,
    ...requestParameters(false),
    decode: {
      type: 'string',
      description: 'How an answer is read: as one text, or as JSON whose members are columns.',
      default: 'text',
      values: ['text', 'json'],
    },
    fields: {
      type: 'string',
      description: 'Members of the answer, nested ones with dots between.',
      carries: 'columns',
      separator: ',',
    },
    intervalTime: {
      type: 'integer',
      description: 'Milliseconds between two requests.',
      required: true,
      printed: 3000,
      minimum: 1,
    },
  },
};

/** ChunJun 1.16, `HttpRestConfig` and `HttpInputFormatBuilder`; the plugin is `http` under another name. */
const READER_1_16: PluginSpec = {
  name: 'restapireader',
  aliases: ['restapisource', 'httpreader', 'httpsource'],
  endless: true,
  targetOptional: true,
  endsBy: ['strategy', 'cycles'],
  maximumParallelism: 1,
  parameters: {
    ...BOTH_READERS,
    ...requestParameters(true),
    decode: {
      type: 'string',
      description: 'How an answer is read: as one text, or as JSON, CSV or XML whose members are columns.',
      default: 'text',
      values: ['text', 'json', 'csv', 'xml'],
    },
    column: { type: 'list', description: 'Members of the answer, nested ones with dots between.', carries: 'columns' },
    fields: { type: 'string', description: 'Members of the answer as one text, in place of columns.' },
    fieldTypes: { type: 'string', description: 'Types of `fields` as one text.' },
    fieldDelimiter: {
      type: 'string',
      description: 'What stands between the names of a nested member.',
      default: '.',
      values: [',', '_', '/', '.', '-', ':'],
    },
    dataSubject: { type: 'string', description: 'Path of the list in the answer whose elements are rows.' },
    csvDelimiter: { type: 'string', description: 'What stands between two values of CSV.', default: ',' },
    csvConfig: { type: 'object', description: 'How CSV is read, by the names of its reader.' },
    intervalTime: { type: 'integer', description: 'Milliseconds between two requests.', default: 3000, minimum: 1 },
    cycles: { type: 'integer', description: 'Requests after which the job ends; -1 = without end.', default: -1 },
    timeOut: {
      type: 'integer',
      effect: 'resource',
      description: 'Milliseconds to wait for an answer.',
      default: 10_000,
      minimum: 1,
    },
  },
};

const METHOD: ParameterSpec = {
  type: 'string',
  description: 'Method of the requests.',
  values: ['get', 'post'],
  required: true,
  printed: 'post',
};

/** FlinkX 1.11, `RestapiWriter`: headers and body are lists whose maps it puts together. */
const WRITER_1_11: PluginSpec = {
  name: 'restapiwriter',
  takesMaps: true,
  targetOptional: true,
  parameters: {
    url: URL,
    method: METHOD,
    header: { type: 'object-list', description: 'Headers.', carries: 'datasource.headers' },
    body: { type: 'object-list', description: 'Members of the body besides the rows, which are under `data`.' },
    params: { type: 'object', description: 'Members of the body, as a map.' },
    column: { type: 'string-list', description: 'Names of a row’s members.', carries: 'columns' },
    batchInterval: { type: 'integer', effect: 'resource', description: 'Rows in one request.', default: 1, minimum: 1 },
  },
};

/** ChunJun 1.16, `HttpWriterConfig`: one request for each row, unless `isAssert` asks for the form of 1.11. */
const WRITER_1_16: PluginSpec = {
  name: 'restapiwriter',
  targetOptional: true,
  aliases: ['restapisink', 'httpwriter', 'httpsink'],
  parameters: {
    url: URL,
    method: METHOD,
    header: {
      type: 'text-map',
      description: 'Headers besides those of the datasource.',
      carries: 'datasource.headers',
      members: {},
    },
    body: { type: 'object', description: 'Members of the body, where isAssert is true.' },
    params: { type: 'object', description: 'Members of the body, where isAssert is true.' },
    isAssert: { type: 'boolean', description: 'Sends rows under `data` of one body.', default: false },
    delay: { type: 'integer', description: 'Milliseconds to wait after each request.', default: 0, minimum: 0 },
    column: { type: 'list', description: 'Columns, whose names are those of a row’s members.', carries: 'columns' },
  },
};

export const spec = pluginConnectorSpec({
  name: 'restapi',
  title: 'REST API',
  description:
    'Answers of an HTTP interface as rows, and rows sent to one. The datasource has `url` and `headers`, the pipeline its `path` behind them; secrets stand in the datasource’s headers alone.',
  datasourceTypes: ['http'],
  reader: { flinkx: READER_1_11, chunjun: READER_1_16 },
  writer: { flinkx: WRITER_1_11, chunjun: WRITER_1_16 },
});
