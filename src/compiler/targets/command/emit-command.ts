import { toTemplate, type ArtefactJob } from '../../artefact/index.ts';
import type { PipelineNode } from '../../ir/index.ts';

/** The template of a command: run without a shell, so no word of it is ever split or expanded. */
export interface CommandJob {
  readonly argv: readonly string[];
}

/** Prints a command; its template is a {@link CommandJob} with holes. */
export function emitCommand(pipeline: PipelineNode): ArtefactJob {
  if (pipeline.work.kind !== 'command') throw new Error('only a command can be printed as one');
  return { file: 'submission.json', template: { argv: pipeline.work.argv.map((word) => toTemplate(word)) } };
}
