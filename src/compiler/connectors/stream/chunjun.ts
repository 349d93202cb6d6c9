import type { ChunjunEmitter } from '../../targets/index.ts';
import { spec } from './spec.ts';
import { streamReader, streamWriter } from './sync.ts';

export const chunjun: ChunjunEmitter = {
  reader: (source, context) => streamReader(spec.source.chunjun?.options ?? {}, source, context),
  writer: (sink, context) => streamWriter(spec.sink.chunjun?.options ?? {}, sink, context),
};
