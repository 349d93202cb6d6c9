import type { TableSnapshot } from '../../compiler/index.ts';
import type { Grants } from './mysql/grants.ts';

/** What a look at one datasource or engine address has found out. Nothing in it is a secret. */
export interface Facts {
  /** How far it could be looked at: its tables or topics, its files, or no more than its address. */
  readonly depth: 'tables' | 'topics' | 'files' | 'address';
  /** The addresses that were tried, as `host:port` or a URL without credentials. */
  readonly addresses: readonly string[];
  /** Why the look did not come to its end; what was found out before stays. */
  readonly failures: readonly Failure[];
  /** Tables, by the name as a pipeline writes it; a pattern's by their own. */
  readonly tables: ReadonlyMap<string, TableFacts>;
  /** Names that pipelines write and the datasource does not have. */
  readonly missing: ReadonlySet<string>;
  /** All names there are, to suggest from. */
  readonly names: readonly string[];
  readonly mysql?: MysqlFacts;
  /** Rows that queries and filters select, by the server's own guess and by the pipeline's name; only where sizes are asked. */
  readonly guesses?: ReadonlyMap<string, number>;
  /** What the one value is that was asked for, as text; absent = there is none, or it is NULL. */
  readonly answer?: string;
  /** Kafka: whether a producer makes a topic that is missing; undefined where the broker does not say. */
  readonly makesTopics?: boolean;
}

export interface TableFacts extends TableSnapshot {
  /** By the server's statistics; of Kafka and SQLite counted, and only where sizes are asked. Absent = not known. */
  readonly rows?: number;
  /** SQLite: there are more than `rows`. */
  readonly hasMore?: true;
  readonly isView?: boolean;
  /** Kafka topics. */
  readonly partitions?: number;
}

export interface MysqlFacts {
  /** The database of the connection. */
  readonly database: string | undefined;
  /** For example `10.11.6-MariaDB`. */
  readonly version: string;
  /** `user@host` as the server knows it. */
  readonly user: string;
  /** Undefined where the server does not tell them. */
  readonly grants: Grants | undefined;
  /** Names that differ by case alone are one. */
  readonly ignoresCase: boolean;
  readonly binlog: { readonly on: boolean; readonly format: string; readonly rowImage: string };
}

/** A fault of a datasource: an answer for a person, never an exception for others. */
export interface Failure {
  readonly kind:
    | 'unreachable'
    | 'silent'
    | 'lost'
    | 'nonsense'
    | 'login-refused'
    | 'database-unknown'
    | 'database-refused'
    | 'not-set'
    | 'not-readable'
    | 'refused'
    | 'missing-file';
  /** The address, file or reference that it is about. */
  readonly subject: string;
  /** The key of the datasource or engine that says it. */
  readonly key: readonly (string | number)[];
  /** The words of the server or driver, secrets taken out. */
  readonly detail?: string;
}

export const NO_FACTS: Facts = {
  depth: 'address',
  addresses: [],
  failures: [],
  tables: new Map(),
  missing: new Set(),
  names: [],
};

/** Thrown inside a look, to end it with a failure. */
export class LookFailed extends Error {
  override readonly name = 'LookFailed';
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.kind);
    this.failure = failure;
  }
}
