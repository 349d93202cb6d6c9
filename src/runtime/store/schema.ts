import type { Generated } from 'kysely';

/**
 * The tables, all prefixed `sluice_` so that they can lie in a database beside another program's.
 * Times are UTC milliseconds in BIGINT, ids are text, documents are JSON in TEXT that only we parse:
 * MySQL and MariaDB treat JSON columns differently, and SQLite has none.
 */
export interface StoreSchema {
  readonly sluice_lease: LeaseTable;
  readonly sluice_artefact: ArtefactTable;
  readonly sluice_deployment: DeploymentTable;
  readonly sluice_former_name: FormerNameTable;
  readonly sluice_cursors: CursorTable;
  readonly sluice_source_status: SourceStatusTable;
  readonly sluice_run: RunTable;
  readonly sluice_attempt: AttemptTable;
  readonly sluice_event: EventTable;
  readonly sluice_event_head: EventHeadTable;
  readonly sluice_event_mark: EventMarkTable;
  readonly sluice_process: ProcessTable;
  readonly sluice_drain: DrainTable;
  readonly sluice_condition: ConditionTable;
  readonly sluice_nudge: NudgeTable;
  readonly sluice_pool: PoolTable;
  readonly sluice_deadline: DeadlineTable;
  readonly sluice_backfill: BackfillTable;
  readonly sluice_backfill_fire: BackfillFireTable;
  readonly sluice_request: RequestTable;
  readonly sluice_alert_route: AlertRouteTable;
  readonly sluice_alert_mark: AlertMarkTable;
  readonly sluice_alert: AlertTable;
  readonly sluice_alert_message: AlertMessageTable;
}

/** One row a lease; `fence` is the greatest number ever given out under that name. */
export interface LeaseTable {
  name: string;
  holder: string | null;
  fence: number;
  expires_at: number;
}

export interface ArtefactTable {
  digest: string;
  /** Copied out of the document, so that a claim need not read it. */
  engine_type: string;
  bytes: string;
  created_at: number;
  /** What runs of it copy, as JSON; null where a build of before has stored it, which is then read out of the document. */
  claim_facts: string | null;
}

export interface DeploymentTable {
  project: string;
  environment: string;
  pipeline: string;
  generation: number;
  observed_generation: number;
  artefact_digest: string;
  revision: string;
  state: 'active' | 'suspended' | 'deleted';
  next_fire_time: number | null;
  /** Until when the scheduler has put off that fire; null = it has not. Whoever moves the clock ends it. */
  due_at: number | null;
  last_fire_time: number | null;
  applied_at: number;
}

/** A name that a pipeline had before it was moved. Runs of that name from before `moved_at` are its own. */
export interface FormerNameTable {
  project: string;
  environment: string;
  /** Its name today, however often it was moved since. */
  pipeline: string;
  former: string;
  moved_at: number;
}

/** Incremental positions, by the pipeline's name: they outlive its deployment. */
export interface CursorTable {
  project: string;
  environment: string;
  pipeline: string;
  value: string;
  /** Of the run that set it: an older fire never moves it back. */
  fire_time: number;
  run_id: string;
  updated_at: number;
}

export interface SourceStatusTable {
  project: string;
  environment: string;
  state: string;
  document: string;
}

export interface RunTable {
  id: string;
  project: string;
  environment: string;
  pipeline: string;
  fire_time: number;
  previous_fire_time: number;
  trigger_kind: string;
  artefact_digest: string;
  engine_type: string;
  state: string;
  reason: string | null;
  parameters: string;
  bound_values: string;
  created_at: number;
  started_at: number | null;
  finished_at: number | null;
  /** Attempts made before the run was last reopened. */
  earlier_attempts: number;
  not_before: number;
  /** Claims go by this, the least first (`claim-rank.ts`); 0 where a build of before has recorded it. */
  claim_rank: number;
  /** Names of the pools that it takes a slot of, with a space between; empty = none. */
  pools: string;
  /** Labels that whoever claims it has to have, each in brackets; empty = none. */
  run_on: string;
  metrics: string;
  cursor_before: string | null;
  cursor_after: string | null;
  executor: string | null;
  claimed_until: number | null;
  cancel_requested_at: number | null;
  cancel_actor: string | null;
}

/** How many runs of a pool may be held at once in an environment. Its row is locked by whoever claims runs of pools. */
export interface PoolTable {
  project: string;
  environment: string;
  name: string;
  slots: number;
}

/** Until when an open run must have been claimed; only of those that have such a time. */
export interface DeadlineTable {
  run_id: string;
  project: string;
  environment: string;
  start_by: number;
}

/** A range of fires that is run after the fact. */
export interface BackfillTable {
  id: string;
  project: string;
  environment: string;
  pipeline: string;
  /** Of the file that says it. */
  name: string | null;
  range_from: number;
  range_to: number;
  fire_order: string;
  concurrency: number;
  allow_duplicates: number;
  on_failure: string;
  actor: string;
  why: string | null;
  state: string;
  reason: string | null;
  /** The fire handed out last. */
  position: number | null;
  /** Of a range of cursor values, whose runs stand for moments before 1970 (`free-places.ts`): after which value, up to and at which. */
  cursor_after: string | null;
  cursor_until: string | null;
  /** How much of that range one run reads; null = all. */
  chunk: string | null;
  total: number;
  artefact_digest: string;
  /** Above 0 the scheduler has something to hand out or to look after: 1, or 2 where it is a range of cursor values. */
  is_open: number;
  created_at: number;
  started_at: number | null;
  ended_at: number | null;
  version: number;
  /** `BackfillCounts` as JSON; null = to be counted. */
  counts: string | null;
}

/** A fire that a backfill has handed out. */
export interface BackfillFireTable {
  backfill_id: string;
  fire_time: number;
  run_id: string;
  /** `open`, `again`, or how its run has ended. */
  standing: string;
  /** 0: the run was on its way already, and its end alone is waited for. */
  is_own: number;
}

/** A request that its sender may repeat, and the run that it led to. */
export interface RequestTable {
  project: string;
  environment: string;
  request_key: string;
  /** Of what was asked for. */
  digest: string;
  run_id: string;
  /** `created`, `reopened` or `present`. */
  outcome: string;
  created_at: number;
}

export interface AttemptTable {
  run_id: string;
  number: number;
  state: string;
  executor: string;
  engine_ref: string;
  started_at: number;
  finished_at: number | null;
  metrics: string;
  reason: string | null;
}

export interface EventTable {
  /** Order of insertion. Within one (topic, key) it is the order of `sequence`, because the head row is locked. */
  position: Generated<number>;
  id: string;
  topic: string;
  event_key: string;
  /** The parts of the key, for filters; no pipeline for events of a whole environment. */
  project: string;
  environment: string | null;
  pipeline: string | null;
  sequence: number;
  type: string;
  at: number;
  data: string;
  previous_hash: string;
  hash: string;
  published_at: number | null;
}

/** The last event of a (topic, key): locked while the next one is written. */
export interface EventHeadTable {
  topic: string;
  event_key: string;
  sequence: number;
  hash: string;
}

/** How far a chain is told of in a head record. */
export interface EventMarkTable {
  topic: string;
  event_key: string;
  sequence: number;
}

/** A process of Sluice; `seen_at` is by the clock that lease rows go by. */
export interface ProcessTable {
  name: string;
  host: string;
  version: string;
  project: string;
  environment: string;
  /** Separated by commas. */
  roles: string;
  labels: string;
  started_at: number;
  seen_at: number;
  /** 1: it has read that it is drained, and takes nothing new any more. */
  drained: number;
}

/** What takes no new runs: a process by its name, or all of a host. */
export interface DrainTable {
  target: string;
  hand_over: number;
  reason: string | null;
  actor: string;
  asked_at: number;
}

/** What holds of a pipeline beside its deployment; a row is there while it does. */
export interface ConditionTable {
  project: string;
  environment: string;
  pipeline: string;
  type: string;
  subject: string;
  reason: string;
  message: string;
  since: number;
  generation: number;
  details: string | null;
}

/** How often the leader of an environment was asked to look at its source. */
export interface NudgeTable {
  project: string;
  environment: string;
  times: number;
}

/** Who is told of pipelines of an artefact, as JSON; a row is there where somebody is. */
export interface AlertRouteTable {
  digest: string;
  document: string;
}

/** Up to which event of its chain of `sluice.runs` a pipeline is judged for alerts. */
export interface AlertMarkTable {
  project: string;
  environment: string;
  pipeline: string;
  sequence: number;
}

/** What is amiss, and was told; a row is there until it is over. */
export interface AlertTable {
  project: string;
  environment: string;
  pipeline: string;
  reason: string;
  document: string;
}

/** A message to a channel. */
export interface AlertMessageTable {
  id: string;
  project: string;
  environment: string;
  channel: string;
  /** `waiting`, `sent`, `dropped`, or `told`: dropped, and the people of the channel know it. */
  state: string;
  created_at: number;
  not_before: number;
  /** When it was sent or given up; 0 while it waits. */
  settled_at: number;
  tries: number;
  document: string;
}
