import type { DailyHours, Freeze, Schedule } from '../../time/index.ts';
import type { Template } from './template.ts';

/**
 * The compiled form of one pipeline: everything the runtime needs, nothing that changes between two
 * compilations of the same files. No secret, no clock, no path of a machine. `pipeline`, `datasources` and `engine` say
 * everything that `job` is made of: where they are the same, jobs of two versions of Sluice differ in nothing but their print.
 */
export interface Artefact {
  readonly formatVersion: '1.0';
  readonly project: string;
  readonly environment: string;
  readonly pipeline: NormalisedPipeline;
  /**
   * The datasources that the job is made of, by name, under the keys of their definitions; addresses are templates, secrets
   * references. Absent in an artefact that an earlier version of Sluice stored.
   */
  readonly datasources?: { readonly [name: string]: Template };
  readonly engine: ArtefactEngine;
  readonly job: ArtefactJob;
  /** How source and sink are asked for their rows after a run, a `LocalComparison`; absent = they are not. */
  readonly comparison?: Template | undefined;
}

/** The pipeline with defaults applied and locations removed. Durations in milliseconds. */
export interface NormalisedPipeline {
  readonly name: string;
  /** The definition that made it, where that made one pipeline for each of several tables. */
  readonly family?: string;
  readonly owner?: string;
  readonly description?: string;
  /** Sorted, each once. */
  readonly tags: readonly string[];
  readonly state: 'running' | 'suspended';
  readonly schedule: Schedule;
  readonly misfire: {
    readonly policy: 'skip' | 'fire-once' | 'catch-up';
    readonly limit: number;
    /** A fire later than this was missed; absent = `MISFIRE_AFTER_MS`. */
    readonly afterMs?: number;
  };
  /** A run that nobody has claimed this long after its fire is ended; absent = it waits. */
  readonly startingDeadlineMs?: number;
  /** When no run of it starts; sorted by name, absent where there is none. */
  readonly freezes?: readonly Freeze[];
  readonly overlap: 'skip' | 'queue-one' | 'queue-all' | 'cancel-running' | 'allow';
  /** Sorted, each once; the first stays the first where they fire the pipeline, because its clock is the window's. */
  readonly dependsOn: readonly string[];
  /** How it waits for them; absent = for all, and until it is known what becomes of them. */
  readonly upstreamPolicy?: {
    /** One that succeeds is enough. */
    readonly any?: true;
    /** A run that waits longer is ended as failed or skipped, or runs. */
    readonly timeout?: { readonly ms: number; readonly outcome: 'fail' | 'skip' | 'run' };
  };
  readonly retry: {
    readonly attempts: number;
    readonly backoff: 'exponential' | 'fixed';
    readonly initialMs: number;
    readonly maxMs: number;
    /** Failures after which there is no further attempt: exit codes, codes of reasons, parts of their messages. Absent = those that last alone. */
    readonly never?: readonly (number | string)[];
    /** Failures after which there is one though they last; `never` goes first. */
    readonly always?: readonly (number | string)[];
  };
  readonly timeoutMs?: number;
  /** An attempt that its engine does not run this long after its start is stopped; absent = `timeoutMs` alone ends it. */
  readonly startTimeoutMs?: number;
  readonly priority: number;
  /** The pool whose slots its runs take, and how many there are; absent = none. */
  readonly pool?: { readonly name: string; readonly slots: number };
  /** Labels that an executor has to have, sorted; absent = any executor runs it. */
  readonly runOn?: readonly string[];
  /** Who is told when something is amiss; absent = nobody. */
  readonly alerts?: NormalisedAlerts;
  /** What has to be so after a run, or it has failed; absent = nothing. */
  readonly expect?: Expectation;
  readonly parameters: readonly { readonly name: string; readonly default?: string; readonly pattern: string }[];
  /** Present when Sluice owns a cursor for this pipeline. */
  readonly incremental?: { readonly column: string; readonly type: string; readonly from?: string };
  /** Source, transform, sink, settings (or the command), for plan and for the page. */
  readonly work: Template;
}

/** Who is told when something is amiss with a pipeline: names of channels by what they are told of, and what they are. */
export interface NormalisedAlerts {
  readonly language: 'en' | 'zh';
  /** A run failed for good. */
  readonly failed?: readonly string[];
  /** A run was not started in time. */
  readonly late?: readonly string[];
  /** The deployment cannot go on. */
  readonly stalled?: readonly string[];
  /** Those that are named, here or by another's `escalate`, by name. */
  readonly channels: { readonly [name: string]: NormalisedChannel };
}

/** A channel of sluice.yaml; secrets are references. */
export type NormalisedChannel = WebChannel | MailChannel;

interface AnyChannel {
  /** Within these hours nothing is sent, it waits for their end; absent = it is sent at once. */
  readonly quiet?: DailyHours;
  /** Who is told too, so long after it began, of what this one was told of and that is not over; absent = nobody. */
  readonly escalate?: { readonly afterMs: number; readonly to: readonly string[] };
}

/** A channel that takes messages at an address of the web. */
export interface WebChannel extends AnyChannel {
  readonly type: 'webhook' | 'dingtalk' | 'wecom' | 'feishu' | 'slack';
  readonly url: Template;
  readonly secret?: Template;
}

/** A channel that takes messages by e-mail. */
export interface MailChannel extends AnyChannel {
  readonly type: 'email';
  readonly host: Template;
  readonly port: number;
  /** Before anything is sent; from the first byte; not at all. */
  readonly tls: 'starttls' | 'implicit' | 'none';
  /** Both or none. */
  readonly username?: Template;
  readonly password?: Template;
  readonly from: string;
  readonly to: readonly string[];
}

/** What has to be so after a run that its engine calls a success. */
export interface Expectation {
  /** How many rows it has written; absent = any number. */
  readonly rows?: { readonly min?: number; readonly max?: number };
  /** How old the newest row may be that was read; `timeZone` is that of a position without one. Absent = any age. */
  readonly freshness?: { readonly ms: number; readonly timeZone: string };
  /** Source and sink hold the same rows; absent = nobody asks them. What they are asked is the artefact's `comparison`. */
  readonly sameRows?: {
    readonly tolerance: number;
    /** Columns of the source. */
    readonly sums: readonly string[];
    readonly sinkWhere?: Template;
    /** That of a position without one. */
    readonly timeZone: string;
  };
  /** It may be tried again, or succeeds with a warning; absent = it has failed for good. */
  readonly onFailure?: 'retry' | 'warn';
}

/** The engine as the pipeline saw it when it was compiled; addresses are templates, secrets references. */
export interface ArtefactEngine {
  readonly name: string;
  readonly type: string;
  readonly version?: string;
  readonly mode?: string;
  /** url, yarn, kubernetes, gateway, home, jar, script, options. */
  readonly config: { readonly [key: string]: Template };
}

/** `file` is the name under which `compile` writes the job; the template's shape is the target's. */
export interface ArtefactJob {
  readonly file: 'job.json' | 'job.sql' | 'submission.json';
  readonly template: Template;
}

/** What a plan asks of every pipeline of a project, also of those that stay as they are. */
export interface ArtefactBrief {
  readonly state: NormalisedPipeline['state'];
  readonly schedule: Schedule;
  readonly dependsOn: readonly string[];
  /** Name of the datasource that it reads. */
  readonly datasource?: string;
  /** Where that is: one text for all datasources of one database, as far as their addresses tell. */
  readonly database?: string;
  readonly reads: DataPlaces;
  readonly writes: DataPlaces;
}

/** What a pipeline reads or writes, as far as its definition says it. */
export interface DataPlaces {
  /** Tables, topics and the like: a key for each name of their server, equal for equal places. `byQuery`: what its SQL names. */
  readonly tables: readonly { readonly keys: readonly string[]; readonly byQuery?: true }[];
  /** Files and folders, run-time values as `${…}`, with the keys of their server. */
  readonly files: readonly { readonly servers: readonly string[]; readonly path: string }[];
  /** Tables by a regular expression that their names match as a whole. */
  readonly patterns: readonly { readonly servers: readonly string[]; readonly pattern: string }[];
}

/** What deploying a pipeline has to know of it. */
export interface ArtefactFacts {
  readonly state: NormalisedPipeline['state'];
  readonly schedule: Schedule;
  readonly engineType: string;
  readonly claim: ClaimFacts;
  /** Absent = nobody is told when something is amiss. */
  readonly alerts?: AlertFacts;
}

/** Who is told when something is amiss with a pipeline, and whose it is. */
export interface AlertFacts extends NormalisedAlerts {
  readonly owner?: string;
  /** Of its schedule, in which fire times are told. */
  readonly timeZone: string;
}

/** What a run of a pipeline has to know for whoever claims it: in which order, until when, and by whom. */
export interface ClaimFacts {
  readonly priority: number;
  /** A run that nobody has claimed `ms` after its fire, or after it was put on record, is ended; absent = it waits. */
  readonly startingDeadline?: { readonly ms: number; readonly from: 'fire' | 'record' };
  /** The pools that it takes a slot of; absent = none. */
  readonly pools?: readonly PoolFacts[];
  /** Labels that whoever claims it has to have; absent = none. */
  readonly runOn?: readonly string[];
}

/** A pool of sluice.yaml, or the `limit` of a datasource. */
export interface PoolFacts {
  /** As runs have it: that of the pool, or one made for the datasource. */
  readonly name: string;
  readonly slots: number;
  /** Name of the datasource whose `limit` it is. */
  readonly datasource?: string;
}

/** An artefact with the digest of its canonical bytes, `sha256:<hex>`. */
export interface CompiledArtefact {
  /** Name of the pipeline. */
  readonly name: string;
  /** The definition that made it, where that made one pipeline for each of several tables. */
  readonly family?: string;
  /** Absent where only the artefact says it. */
  readonly brief?: ArtefactBrief;
  /** As {@link brief}. */
  readonly facts?: ArtefactFacts;
  readonly artefact: Artefact;
  readonly digest: string;
  /** Canonical JSON: sorted keys, no white space. */
  readonly bytes: string;
}

/** A job whose holes are filled except secrets and `env` references, which wait for the launch. */
export interface BoundJob {
  readonly file: ArtefactJob['file'];
  readonly template: Template;
  /** The engine's configuration, bound the same way. */
  readonly engine: { readonly [key: string]: Template };
  /** Every run-time value that was put in, by its source text: stored with the run and shown. */
  readonly values: Readonly<Record<string, string>>;
}
