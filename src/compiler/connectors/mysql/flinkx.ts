import type { FlinkxEmitter } from '../../targets/index.ts';
import { FLINKX_READER_OPTIONS, FLINKX_WRITER_OPTIONS } from '../jdbc-family/jdbc-options.ts';
import { syncReader } from '../jdbc-family/sync-reader.ts';
import { syncWriter } from '../jdbc-family/sync-writer.ts';
import { MYSQL } from './family.ts';

export const flinkx: FlinkxEmitter = {
  reader: (source, context) => syncReader(MYSQL, FLINKX_READER_OPTIONS, source, context),
  writer: (sink, context) => syncWriter(MYSQL, FLINKX_WRITER_OPTIONS, sink, context),
};
