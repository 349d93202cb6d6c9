import type { TopicRecord } from '../../support/read-topic.ts';

/** A row as its database gives it. */
export type Row = Readonly<Record<string, unknown>>;

/** How the incremental pipeline of a round writes. */
export type FeedMode = 'append' | 'upsert';

/** What a round runs on: a store, a bus, and two tables between which rows move. */
export interface Place extends AsyncDisposable {
  readonly name: 'sqlite' | 'stack';
  /** Name of the project; no other round has it. */
  readonly project: string;
  /** State folders of the daemons that share the place. */
  readonly daemons: readonly string[];
  /** What the daemons find in their environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Files of the project that depend on the place: the datasources. */
  readonly files: Readonly<Record<string, string>>;
  /** Rows of a table of the store, or none while it does not exist. */
  rows(table: string): Promise<readonly Row[]>;
  /** What was published of this project, oldest first, once every one of these ids is there or patience has ended. */
  published(topic: string, ids: ReadonlySet<string>): Promise<readonly TopicRecord[]>;
  /** Adds rows with these ids to the source, in one transaction. */
  addRows(ids: readonly number[]): Promise<void>;
  /** Ids in the sink, in any order, as often as they are there. */
  sinkIds(): Promise<readonly number[]>;
}
