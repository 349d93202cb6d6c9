import type { FlinkxEmitter } from '../../targets/index.ts';
import { spec } from './spec.ts';
import { streamReader, streamWriter } from './sync.ts';

export const flinkx: FlinkxEmitter = {
  reader: (source, context) => streamReader(spec.source.flinkx?.options ?? {}, source, context),
  writer: (sink, context) => streamWriter(spec.sink.flinkx?.options ?? {}, sink, context),
};
