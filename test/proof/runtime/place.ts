import type { TopicRecord } from '../../support/read-topic.ts';
import type { Verdict } from '../support/verdict.ts';
import type { Network } from './network.ts';

/** A row as its database gives it. */
export type Row = Readonly<Record<string, unknown>>;

/** How the incremental pipeline of a campaign writes. */
export type FeedMode = 'append' | 'upsert';

/** One daemon's part of a place. */
export interface DaemonPlace {
  /** Names it and its state folder. */
  readonly name: string;
  /** What it finds in its environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Its ways to the services; undefined where it has none. */
  readonly network: Network | undefined;
}

/** What a campaign runs on: a store, a bus, and two tables between which rows move. */
export interface Place extends AsyncDisposable {
  readonly name: 'sqlite' | 'stack';
  /** Name of the project; no other campaign has it. */
  readonly project: string;
  /** The daemons that share the place. */
  readonly daemons: readonly [DaemonPlace, ...DaemonPlace[]];
  /** What a command beside the daemons finds in its environment: the same services, by ways that nobody troubles. */
  readonly env: Readonly<Record<string, string>>;
  /** Files of the project that depend on the place: the datasources. */
  readonly files: Readonly<Record<string, string>>;
  /** Rows of a table of the store, or none while it does not exist; `where` is SQL. */
  rows(table: string, where?: string): Promise<readonly Row[]>;
  /** What was published of this project, oldest first, once every one of these ids is there or patience has ended. */
  published(topic: string, ids: ReadonlySet<string>): Promise<readonly TopicRecord[]>;
  /** Adds rows with these ids to the source, in one transaction. */
  addRows(ids: readonly number[]): Promise<void>;
  /** Ids in the sink, in any order, as often as they are there. */
  sinkIds(): Promise<readonly number[]>;
  /** From now on the database itself notes who writes under which fence. */
  watchWriters(): Promise<void>;
  /** What it has noted, held against what may be. */
  checkWriters(verdict: Verdict): Promise<void>;
}
