export type * from './datasource-definition.ts';
export { definePipeline } from './define-pipeline.ts';
export { definitionSchema, parseDefinition, type MeantDefinition, type Parsed } from './parse.ts';
export type { SchemaNode } from './schema-node.ts';
export type * from './pipeline-definition.ts';
export type * from './project-definition.ts';
export type * from './snapshot-definition.ts';
export type * from './test-definition.ts';
export { writtenUpstreams } from './written-upstreams.ts';
