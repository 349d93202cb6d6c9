import { whyHelpText, whyText, type Finding, type PipelineWhy, type ReasonSubject } from '../../runtime/index.ts';
import { FORMAT_VERSION, isoTime, isoTimeOrNull } from './format-version.ts';

/** One reason, in words and as what the words are made of. */
export interface FindingJson {
  /** Of which pipeline: the one that was asked about, or an upstream of it. */
  readonly pipeline: string;
  readonly about: ReasonSubject;
  /** A constant. */
  readonly code: Finding['code'];
  /** In English. */
  readonly message: string;
  /** What to do; null where there is nothing to be done. */
  readonly help: string | null;
  /** Names, moments and words that stand in the message. */
  readonly details: Readonly<Record<string, string>>;
}

/** Why a pipeline did, or did not, run (schemas/why.schema.json). */
export interface WhyJson {
  readonly formatVersion: string;
  readonly project: string;
  readonly environment: string;
  readonly pipeline: string;
  readonly now: string;
  /** The fire that was asked about; null = the newest on record. */
  readonly fireAt: string | null;
  /** One sentence: the message of the first finding. */
  readonly answer: string;
  /** What weighs most first, an upstream's after that which it explains. */
  readonly findings: readonly FindingJson[];
}

/** The published form of an answer. */
export function toWhyJson(
  key: { readonly project: string; readonly environment: string; readonly pipeline: string },
  fireTime: number | undefined,
  { now, findings }: PipelineWhy,
): WhyJson {
  const told = findings.map(toFindingJson);
  return {
    formatVersion: FORMAT_VERSION,
    ...key,
    now: isoTime(now),
    fireAt: isoTimeOrNull(fireTime),
    answer: told[0]?.message ?? '',
    findings: told,
  };
}

/** The published form of a reason. */
export function toFindingJson(finding: Finding): FindingJson {
  const { pipeline, about, code, details } = finding;
  return { pipeline, about, code, message: whyText(finding), help: whyHelpText(finding) ?? null, details };
}
