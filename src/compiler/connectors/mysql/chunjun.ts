import type { ChunjunEmitter } from '../../targets/index.ts';
import { CHUNJUN_READER_OPTIONS, CHUNJUN_WRITER_OPTIONS } from '../jdbc-family/jdbc-options.ts';
import { syncReader } from '../jdbc-family/sync-reader.ts';
import { syncWriter } from '../jdbc-family/sync-writer.ts';
import { MYSQL } from './family.ts';

export const chunjun: ChunjunEmitter = {
  reader: (source, context) => syncReader(MYSQL, CHUNJUN_READER_OPTIONS, source, context),
  writer: (sink, context) => syncWriter(MYSQL, CHUNJUN_WRITER_OPTIONS, sink, context),
};
