import type { RunTimeText } from '../../time/index.ts';
import type { Artefact } from '../artefact/index.ts';
import { holeTextsOf } from './hole-texts.ts';

/** Below these a text says which rows a run reads. */
const READS = ['/source/', '/transform/'];
/** Texts that say where they go. */
const PLACES = ['partition', 'path', 'table'].map((key) => `/sink/${key}`);

/** The texts by which the time of a fire chooses the rows that its run reads; none where each run reads alike. */
export function periodTexts(artefact: Artefact): readonly RunTimeText[] {
  return textsOfTheFire(artefact, (path) => READS.some((start) => path.startsWith(start)));
}

/** The texts by which the time of a fire chooses where its rows go. */
export function placeTexts(artefact: Artefact): readonly RunTimeText[] {
  return textsOfTheFire(artefact, (path) => PLACES.some((place) => path === place || path.startsWith(`${place}/`)));
}

/** Only what has a value of the fire time: an escape, or a parameter, is the same in each run. */
function textsOfTheFire(artefact: Artefact, isAsked: (path: string) => boolean): readonly RunTimeText[] {
  return [...holeTextsOf(artefact)].flatMap(([path, text]) =>
    isAsked(path) && text.parts.some((part) => typeof part !== 'string' && part.kind === 'time') ? [text] : [],
  );
}
