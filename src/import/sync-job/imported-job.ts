import { type Message, say } from '../../message/index.ts';
import { makeDiagnostic, type Diagnostic } from '../../compiler/diagnostics/index.ts';
import type { PipelineDefinition } from '../../compiler/syntax/index.ts';
import type { FoundDifference } from '../import-result.ts';
import { hideInText } from './hide-secrets.ts';

/** A job as a pipeline, or why it cannot be one. Nothing of it holds a secret. */
export interface ImportedJob {
  readonly definition?: PipelineDefinition;
  /** Names of the datasources that the pipeline uses, their clusters included. */
  readonly datasources: readonly string[];
  readonly differences: readonly FoundDifference[];
  readonly problems: readonly Diagnostic[];
  /** It is JSON of another kind. */
  readonly isOther: boolean;
}

/** A job that cannot be a pipeline. */
export function failedJob(problems: readonly Diagnostic[]): ImportedJob {
  return { datasources: [], differences: [], problems, isOther: false };
}

/** A file that lacks the parts of a job; `isJob` is false for JSON of another kind. */
export function jobWithoutParts(problem: Message, isJob: boolean, file: string): ImportedJob {
  const at = { file, path: [], part: 'value' } as const;
  const found = makeDiagnostic('SL0921', at, problem, {
    help: say`a job has \`job.content[0].reader\` and \`.writer\``,
  });
  return { ...failedJob([found]), isOther: !isJob };
}

/** What a check refuses, as a finding about the job that it came from. */
export function wouldNotCompile({ message, help, notes = [], code }: Diagnostic, file: string): Diagnostic {
  const at = { file, path: ['job'], part: 'value' } as const;
  return makeDiagnostic('SL0923', at, say`the pipeline would not compile: ${hidden(message)}`, {
    notes: [...notes.map(hidden), say`${code}: sluice explain ${code}`],
    ...(help === undefined ? {} : { help: hidden(help) }),
  });
}

/** The same message without a secret that stands in it. */
function hidden(message: Message): Message {
  return {
    template: message.template,
    ...(message.inOtherLanguages === undefined ? {} : { inOtherLanguages: hidden(message.inOtherLanguages) }),
    args: message.args.map((argument) =>
      typeof argument === 'object' ? hidden(argument) : hideInText(String(argument)),
    ),
  };
}
