import type { Template } from '../../artefact/index.ts';
import type { SinkNode, SourceNode } from '../../ir/index.ts';
import type { EmitContext } from '../emit-context.ts';

/** A reader or writer of a FlinkX 1.11 job: `name` is the plugin's folder name. */
export interface FlinkxPlugin {
  readonly name: string;
  readonly parameter: Readonly<Record<string, Template>>;
}

/** What a connector prints for FlinkX. */
export interface FlinkxEmitter {
  reader?(source: SourceNode, context: EmitContext): FlinkxPlugin;
  writer?(sink: SinkNode, context: EmitContext): FlinkxPlugin;
}

/** The template behind a FlinkX job. Only `job` is written to `job.json`. */
export interface FlinkxJob {
  /** The job file, whole. */
  readonly job: { readonly job: SyncJobBody<FlinkxPlugin> };
  readonly launch: SyncJobLaunch;
}

/** What goes on the launcher's command line (or into the REST call) instead of into the job file. */
export interface SyncJobLaunch {
  /** The job's name for `-jobid` (FlinkX) or `-jobName` (ChunJun). */
  readonly name: string;
  /** `-confProp`, as an object; empty = leave the argument out. Holds no secret: engines show it. */
  readonly confProp: Readonly<Record<string, Template>>;
}

/** The value of a job file's one key, `job`. Only element 0 of `content` is ever read. */
export interface SyncJobBody<Plugin> {
  readonly content: readonly [{ readonly reader: Plugin; readonly writer: Plugin }];
  readonly setting: Readonly<Record<string, Template>>;
}
