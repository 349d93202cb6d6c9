export { checkPipeline, checkProject, PIPELINE_RULES, PROJECT_RULES } from './check-pipelines.ts';
export type { CheckedProject, NamedPipeline, PipelineRule, ProjectRule, RuleContext } from './rule.ts';
export { syncSettings } from './setting-options.ts';
