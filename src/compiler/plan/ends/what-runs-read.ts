import { isMap } from '../compare/differences.ts';
import { formOf } from '../form-of.ts';
import { periodTexts } from '../period-texts.ts';
import type { Artefact } from '../../artefact/index.ts';

/** What each run of a pipeline reads of its source: rows after the cursor, those of one period, or all of them. */
export function whatRunsRead(artefact: Artefact): 'after-cursor' | 'period' | 'all' {
  if (artefact.pipeline.incremental !== undefined) return 'after-cursor';
  return periodTexts(artefact).length > 0 ? 'period' : 'all';
}

/** How rows reach the target. */
export function modeOf(artefact: Artefact): string {
  const { sink } = formOf(artefact);
  return isMap(sink) && typeof sink['mode'] === 'string' ? sink['mode'] : 'append';
}
