export { createSourceFile, type SourceFile, type Span } from './source-file.ts';
export { isMapping } from './is-mapping.ts';
export { LineIndex, type Position } from './line-index.ts';
export {
  child,
  isWithin,
  keyOf,
  type Changes,
  type Location,
  type Locator,
  type Path,
  type TextChange,
} from './location.ts';
export { escapeStep, pointerSteps, unescapeStep } from './pointer.ts';
export { isSelected, type Selectable } from './is-selected.ts';
