import type pc from 'picocolors';
import type { Catalogue } from '../../../message/index.ts';

/** How a plan is shown at a terminal. */
export interface PlanTextOptions {
  readonly paint: ReturnType<typeof pc.createColors>;
  /** Columns; undefined: lines stay whole. */
  readonly width: number | undefined;
  /** Values, all next fires, downstream; all changes. */
  readonly full: boolean;
  /** The changes and nothing around them. */
  readonly quiet: boolean;
  readonly catalogue: Catalogue | undefined;
}
