import type { ErrorLimit, SyncJob } from '../launcher/index.ts';

/** What a program is given to run one job. */
export interface SessionLaunch {
  readonly job: SyncJob;
  /** The job's name on the cluster. */
  readonly name: string;
  /** `project` and `environment`, as a value without any character that needs quoting. */
  readonly ownerStamp: string;
  /** The JobManager's REST address. */
  readonly url: string;
  /** True when the jar holds everything; false: it is the core alone and the JobManager reads the plugins. */
  readonly merged: boolean;
  /** The installation's folder, as the JobManager sees it too; undefined beside a merged jar. */
  readonly home: string | undefined;
}

/** What differs between FlinkX 1.11 and ChunJun 1.16 on a session cluster. */
export interface SessionDialect {
  readonly type: 'flinkx' | 'chunjun';
  readonly entryClass: string;
  /** FlinkX 1.11 counts rows that were refused as written. */
  readonly countsRefusedAsWritten: boolean;
  /** Where the core lies in an installation, and what its file is called. */
  readonly core: { readonly folder: string; readonly file: RegExp; readonly words: string };
  errorLimit(job: SyncJob): ErrorLimit;
  /** Words of the main class. They hold the job with its secrets: for the cluster alone. */
  programArguments(launch: SessionLaunch): readonly string[];
}
