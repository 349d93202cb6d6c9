import { isMap } from '../../compare/differences.ts';
import { formOf } from '../../form-of.ts';
import type { Artefact } from '../../../artefact/index.ts';

/** What each run of a pipeline reads of its source: rows after the cursor, those of one period, or all of them. */
export function whatRunsRead(artefact: Artefact): 'after-cursor' | 'period' | 'all' {
  if (artefact.pipeline.incremental !== undefined) return 'after-cursor';
  const { source } = formOf(artefact);
  const texts = isMap(source) ? [source['where'], source['query'], source['path'], source['table']] : [];
  return texts.some((text) => typeof text === 'string' && PERIOD.test(text)) ? 'period' : 'all';
}

const PERIOD = /\$\{(?:fire|bizdate|window)\b/;

/** How rows reach the target. */
export function modeOf(artefact: Artefact): string {
  const { sink } = formOf(artefact);
  return isMap(sink) && typeof sink['mode'] === 'string' ? sink['mode'] : 'append';
}
