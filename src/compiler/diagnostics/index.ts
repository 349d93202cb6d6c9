export { DIAGNOSTIC_CODES, type CodeEntry, type DiagnosticCode } from './codes.ts';
export type * from './diagnostic.ts';
