export { createMeasureEnds } from './measure-ends.ts';
export { parseRows, type ParsedRows } from './parse-rows.ts';
export {
  rehearse,
  type Rehearsed,
  type RehearsalEnd,
  type RehearsalRequest,
  type RehearsalTable,
  type RowThatDoesNotFit,
} from './rehearse.ts';
export { sample, type Sample, type SampleRequest } from './sample.ts';
export type { Cell } from './rows.ts';
export { createLocalEngine, type LocalEngineOptions } from './local-engine.ts';
