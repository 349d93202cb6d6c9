import type { PipelineDefinition } from './pipeline-definition.ts';

/**
 * Marks a value as a pipeline definition, for the editor's sake: the value is returned as it is and
 * checked when it is compiled, like a YAML file.
 *
 * @example
 * export default ['orders', 'customers'].map((table) => definePipeline({ name: `${table}-to-ods`, … }))
 */
export function definePipeline(definition: PipelineDefinition): PipelineDefinition {
  return definition;
}
