export type * from './datasource-definition.ts';
export { definePipeline } from './define-pipeline.ts';
export { parseDefinition, type Parsed } from './parse.ts';
export type * from './pipeline-definition.ts';
export type * from './project-definition.ts';
