export {
  explainPipeline,
  WHY_CODES,
  whyHelp,
  whyHelpText,
  whyMessage,
  whyText,
  type Finding,
  type WhyCode,
} from './explain-pipeline.ts';
export { REASON_SUBJECTS, type ReasonSubject } from './reason.ts';
export { whyPipeline, type PipelineWhy } from './why-pipeline.ts';
export type { WhyFacts } from './why-facts.ts';
export { explainRun, type RunStory } from './explain-run.ts';
export { STEP_KINDS, stepMessage, stepText, type Step, type StepKind } from './story-steps.ts';
