import { wordsOf, type Catalogue } from '../../message/index.ts';
import { formatDuration, formatTime, ISO_FORMAT } from '../../time/index.ts';
import type { LocatedDiagnostic } from '../diagnostics/index.ts';
import { hideChangeSecrets } from './hide-change-secrets.ts';
import { bySeriousness, MEANINGS, type Meaning } from './meaning.ts';
import type {
  ExplainedValue,
  FixedDelay,
  NeededApproval,
  Plan,
  PlanAction,
  PlannedChange,
  PlanOrigin,
  PlannedBackfill,
  PlanSelection,
} from './plan.ts';
import type { SourceSize } from './source-size.ts';

/** One pipeline of a {@link PlanDocument}. */
export interface ChangeDocument {
  readonly pipeline: string;
  /** Its name before, of a `move`. */
  readonly from?: string;
  readonly action: PlanAction;
  /** Constants, each once. */
  readonly reasons: readonly string[];
  /** The most serious first. */
  readonly meaning: readonly Meaning[];
  /** One sentence for each thing that happens. */
  readonly consequences: readonly string[];
  /** The same with what they belong to. */
  readonly findings: readonly {
    readonly reason: string;
    readonly meaning: Meaning;
    readonly consequence: string;
    readonly paths: readonly string[];
  }[];
  readonly values: readonly ExplainedValue[];
  /** ISO times with the offset of the pipeline's zone, before that of its zone then. */
  readonly nextFires: { readonly before: readonly string[]; readonly after: readonly string[] };
  /** The same with more of each. */
  readonly fires: { readonly before: readonly FireDocument[]; readonly after: readonly FireDocument[] };
  /** On average; 0 while it is suspended, null where no clock says it. */
  readonly firesPerDay: { readonly before: number | null; readonly after: number | null };
  /** How long after the end of each run it fires (`5m`); absent where neither side has a fixed delay. */
  readonly fixedDelay?: {
    readonly before: string | null;
    readonly after: string | null;
    /** True where it fires as soon as the change is deployed, and then after each run. */
    readonly atOnce: boolean;
  };
  readonly timeZone: string;
  /** Its zone before, where that was another. */
  readonly timeZoneBefore: string | null;
  /** Texts that the next run has with other values in them: as written, and as each side fills them at its next fire. */
  readonly runTimeValues: readonly {
    readonly path: string;
    readonly text: string;
    readonly before: string | null;
    readonly after: string | null;
  }[];
  /** Rows or records in its source, of `estimate`; null where nobody counted them. */
  readonly estimatedRows: number | null;
  /** How much is in its source: of a pipeline that is new or reads anew, where `--connect` asked; else null. */
  readonly estimate: SourceSize | null;
  /** The first of `owners`. */
  readonly owner: string | null;
  readonly owners: readonly string[];
  readonly file: string | null;
  readonly downstream: readonly {
    readonly pipeline: string;
    readonly via: 'dependsOn' | 'data';
    /** The reached pipeline that it hangs on, where it does not hang on the changed one itself. */
    readonly through?: string;
    readonly breaking: boolean;
    readonly effect: string;
  }[];
  readonly digests: { readonly before: string | null; readonly after: string | null };
}

/** A fire of a pipeline. */
export interface FireDocument {
  /** ISO, UTC. */
  readonly at: string;
  /** The same moment with the offset of the pipeline's zone. */
  readonly local: string;
  /** True where it fires then before and after. */
  readonly shared: boolean;
}

/** One place where an engine runs something else than is on record. */
export interface DriftDocument {
  readonly pipeline: string;
  readonly reason: string;
  /** Empty where nothing says it. */
  readonly engine: string;
  readonly run?: string;
  /** The engine's id of the job that drifts. */
  readonly job?: string;
  readonly message: string;
}

/** A file of `backfills/` that is new, says something else, or is gone. */
export interface BackfillDocument extends Omit<PlannedBackfill, 'consequence' | 'estimatedRows' | 'file'> {
  readonly estimatedRows: number | null;
  readonly file: string | null;
  readonly consequence: string;
}

/** A plan as everything outside reads it (schemas/plan.schema.json): what it says is said in one language. */
export interface PlanDocument {
  readonly formatVersion: '1.0';
  readonly project: string | null;
  readonly environment: string;
  readonly base: PlanOrigin;
  readonly head: PlanOrigin;
  /** The moment that next fires are counted from, ISO, UTC. */
  readonly at: string;
  /** By name. */
  readonly changes: readonly ChangeDocument[];
  readonly summary: {
    /** How many pipelines; `none` = unchanged. */
    readonly actions: Readonly<Record<PlanAction, number>>;
    /** How many changed pipelines by their most serious meaning. */
    readonly meanings: Readonly<Record<Meaning, number>>;
    readonly broken: number;
  };
  /** Names of definitions that do not compile. */
  readonly broken: readonly string[];
  readonly notes: readonly string[];
  readonly drift?: readonly DriftDocument[];
  /** By name; absent where the base does not say which there were. */
  readonly backfills?: readonly BackfillDocument[];
  /** Approvals that the project's policies ask for: each of one of its `owners`. */
  readonly approvals: readonly NeededApproval[];
  /** Absent where all changes are told; else only the selected ones are counted. */
  readonly selection?: PlanSelection;
  readonly diagnostics: readonly LocatedDiagnostic[];
}

/** Says a plan in one language. */
export function toPlanDocument(plan: Plan, catalogue?: Catalogue): PlanDocument {
  const localTime = localTimes();
  const changes = plan.changes.map((change) => hideChangeSecrets(changeDocument(change, localTime, catalogue)));
  const actions = { create: 0, update: 0, replace: 0, delete: 0, move: 0, none: plan.unchanged };
  const meanings = Object.fromEntries(MEANINGS.map((meaning) => [meaning, 0])) as Record<Meaning, number>; // all of them
  for (const { action, meaning } of changes) {
    actions[action] += 1;
    const [worst] = meaning;
    if (worst !== undefined) meanings[worst] += 1;
  }
  return {
    formatVersion: '1.0',
    project: plan.project ?? null,
    environment: plan.environment,
    base: plan.base,
    head: plan.head,
    at: new Date(plan.now).toISOString(),
    changes,
    summary: { actions, meanings, broken: plan.broken.length },
    broken: plan.broken,
    notes: plan.notes.map((note) => wordsOf(note, catalogue)),
    ...(plan.drift === undefined
      ? {}
      : { drift: plan.drift.map((each) => ({ ...each, message: wordsOf(each.message, catalogue) })) }),
    ...(plan.backfills === undefined
      ? {}
      : { backfills: plan.backfills.map((each) => backfillDocument(each, catalogue)) }),
    approvals: plan.approvals ?? [],
    ...(plan.selection === undefined ? {} : { selection: plan.selection }),
    diagnostics: plan.diagnostics,
  };
}

type LocalTime = (time: number, zone: string) => string;

/** Says times with the offset of a zone, each once: pipelines of a project fire at the same moments. */
function localTimes(): LocalTime {
  const zones = new Map<string, Map<number, string>>();
  return (time, zone) => {
    const known = zones.get(zone) ?? new Map<number, string>();
    zones.set(zone, known);
    const local = known.get(time) ?? formatTime(time, ISO_FORMAT, zone);
    known.set(time, local);
    return local;
  };
}

function changeDocument(change: PlannedChange, localTime: LocalTime, catalogue: Catalogue | undefined): ChangeDocument {
  const { findings, nextFires, timeZone, owners, file, downstream, digests } = change;
  const shared = new Set(change.sharedFires);
  const firesIn = (times: readonly number[], zone: string): readonly FireDocument[] =>
    times.map((time) => ({
      at: new Date(time).toISOString(),
      local: localTime(time, zone),
      shared: shared.has(time),
    }));
  const fires = {
    before: firesIn(nextFires.before, change.timeZoneBefore ?? timeZone),
    after: firesIn(nextFires.after, timeZone),
  };
  const told = findings.map((finding) => ({ ...finding, consequence: wordsOf(finding.consequence, catalogue) }));
  return {
    pipeline: change.pipeline,
    ...(change.from === undefined ? {} : { from: change.from }),
    action: change.action,
    reasons: [...new Set(findings.map(({ reason }) => reason))],
    meaning: bySeriousness(findings.map(({ meaning }) => meaning)),
    consequences: [...new Set(told.map(({ consequence }) => consequence))],
    findings: told,
    values: change.values,
    nextFires: { before: fires.before.map(({ local }) => local), after: fires.after.map(({ local }) => local) },
    fires,
    firesPerDay: { before: rounded(change.firesPerDay.before), after: rounded(change.firesPerDay.after) },
    ...(change.fixedDelay === undefined ? {} : { fixedDelay: delayDocument(change.fixedDelay) }),
    timeZone,
    timeZoneBefore: change.timeZoneBefore ?? null,
    runTimeValues: change.runTimeValues.map((each) => ({
      ...each,
      before: each.before ?? null,
      after: each.after ?? null,
    })),
    estimatedRows: change.size?.rows ?? null,
    estimate: change.size ?? null,
    owner: owners[0] ?? null,
    owners,
    file: file ?? null,
    downstream: downstream.map((each) => ({ ...each, effect: wordsOf(each.effect, catalogue) })),
    digests: { before: digests.before ?? null, after: digests.after ?? null },
  };
}

function backfillDocument(planned: PlannedBackfill, catalogue: Catalogue | undefined): BackfillDocument {
  const { estimatedRows, file, consequence, ...told } = planned;
  return {
    ...told,
    estimatedRows: estimatedRows ?? null,
    file: file ?? null,
    consequence: wordsOf(consequence, catalogue),
  };
}

function delayDocument({ before, after, atOnce }: FixedDelay): NonNullable<ChangeDocument['fixedDelay']> {
  const [was, is] = [before, after].map((delay) => (delay === undefined ? null : formatDuration(delay)));
  return { before: was ?? null, after: is ?? null, atOnce };
}

/** To four places: 0.1425 is once a week. */
function rounded(count: number | undefined): number | null {
  return count === undefined ? null : Number(count.toFixed(4));
}
