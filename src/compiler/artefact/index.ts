export type * from './artefact.ts';
export { artefactTexts, ARTEFACT_MEMBERS, bytesOfTexts, type ArtefactTexts } from './artefact-texts.ts';
export { bind, bindComparison, type LaunchValue } from './bind.ts';
export { cursorAsTime } from './cursor-as-time.ts';
export { cursorMoment } from './cursor-moment.ts';
export { CURSOR_BOUNDS, cursorBound } from './cursor-bound.ts';
export { cursorMistake, type CursorMistake } from './cursor-mistake.ts';
export { canonicalJson } from './canonical-json.ts';
export { claimFactsOf, factsOf } from './facts-of.ts';
export { compileArtefact } from './compile-artefact.ts';
export { compiledFromBytes } from './compiled-from-bytes.ts';
export { digest, digestOfAll } from './digest.ts';
export { escapeValue } from './escape.ts';
export { fillSecrets, launchValues, type PlainJson } from './fill.ts';
export { mapTemplate } from './map-template.ts';
export { poolsOf } from './pools-of.ts';
export { restoreArtefact, type KeptArtefact } from './restore-artefact.ts';
export { showHoles } from './show-holes.ts';
export { isTextTemplate, type Escape, type Hole, type Template, type TextPart, type TextTemplate } from './template.ts';
export {
  concat,
  fromParts,
  holeTemplate,
  join,
  partsOf,
  sqlLiteral,
  toTemplate,
  whenCursor,
  type TextOrTemplate,
} from './to-template.ts';
