import type { KnownPlugin } from '../../compiler/connectors/load-plugins.ts';
import type { JsonMember, JsonObject } from '../json/index.ts';
import type { JobColumns } from './check-columns.ts';
import type { JobSide } from './plugin-names.ts';

/** One end of the job as it was read: what further rules look at. */
export interface CheckedSide {
  readonly side: JobSide;
  readonly member: JsonMember;
  /** Absent where the engine has the plugin and we have no table of it. */
  readonly known?: KnownPlugin;
  readonly parameter: JsonObject;
  readonly columns?: JobColumns;
}
