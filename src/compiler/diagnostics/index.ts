export { DIAGNOSTIC_CODES, type CodeEntry, type DiagnosticCode } from './codes.ts';
export { didYouMean } from './did-you-mean.ts';
export type * from './diagnostic.ts';
export { locateDiagnostics } from './locate.ts';
export { asClause, listWords, makeDiagnostic } from './make-diagnostic.ts';
export { withoutDoubts } from './without-doubts.ts';
export { renderDiagnosticText, type RenderTextOptions } from './render-text.ts';
