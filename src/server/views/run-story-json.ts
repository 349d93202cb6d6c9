import { stepText, type RunStory, type Step } from '../../runtime/index.ts';
import { FORMAT_VERSION, isoTime } from './format-version.ts';
import { type RunJson, toRunJson } from './run-json.ts';
import { type FindingJson, toFindingJson } from './why-json.ts';

/** Something that became of a run. */
export interface StepJson {
  readonly at: string;
  /** A constant: the type of an event, `due` or `late`. */
  readonly kind: Step['kind'];
  /** In English. */
  readonly message: string;
  /** Names and words that stand in the message. */
  readonly details: Readonly<Record<string, string>>;
}

/** The story of a run (schemas/explain-run.schema.json). */
export interface RunStoryJson {
  readonly formatVersion: string;
  readonly run: RunJson;
  /** One sentence: the message of the first finding. */
  readonly answer: string;
  readonly findings: readonly FindingJson[];
  /** Of the deployment that it ran, by generation and revision; null where no event tells. */
  readonly version: { readonly generation: number; readonly revision: string | null } | null;
  readonly steps: readonly StepJson[];
}

/** The published form of a story. */
export function toRunStoryJson({ run, findings, version, steps }: RunStory): RunStoryJson {
  const told = findings.map(toFindingJson);
  return {
    formatVersion: FORMAT_VERSION,
    run: toRunJson(run),
    answer: told[0]?.message ?? '',
    findings: told,
    version: version === undefined ? null : { generation: version.generation, revision: version.revision ?? null },
    steps: steps.map((step) => ({
      at: isoTime(step.at),
      kind: step.kind,
      message: stepText(step),
      details: step.details,
    })),
  };
}
