export type * from './column-type.ts';
export type * from './pipeline-node.ts';
