import type { Template } from '../../artefact/index.ts';
import type { SinkNode, SourceNode } from '../../ir/index.ts';
import type { EmitContext } from '../emit-context.ts';
import type { SyncJobBody, SyncJobLaunch } from '../flinkx/format.ts';

/** A reader or writer of a ChunJun 1.16 job. `table` and `semantic` stand beside the parameters. */
export interface ChunjunPlugin {
  readonly name: string;
  readonly parameter: Readonly<Record<string, Template>>;
  readonly table?: { readonly tableName: string };
}

/** What a connector prints for ChunJun. */
export interface ChunjunEmitter {
  reader?(source: SourceNode, context: EmitContext): ChunjunPlugin;
  writer?(sink: SinkNode, context: EmitContext): ChunjunPlugin;
}

/**
 * The template behind a ChunJun job. Only `job` is written to `job.json`; limits for refused rows, the
 * close delay and the checkpoint interval are launch properties there, not part of the job file.
 */
export interface ChunjunJob {
  readonly job: { readonly job: SyncJobBody<ChunjunPlugin> };
  readonly launch: SyncJobLaunch;
}
