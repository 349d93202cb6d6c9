import { DiagnosticTag } from 'vscode-languageserver';
import type { DiagnosticCode } from '../compiler/index.ts';

/** Codes about what is written for nothing, so that an editor greys it out. */
const UNNECESSARY: readonly DiagnosticCode[] = ['SL0314', 'SL0315', 'SL0316', 'SL0603', 'SL0609', 'SL0661'];

/** How an editor shows the place of a finding, besides a line under it. */
export function tagsOf(code: string): DiagnosticTag[] {
  return UNNECESSARY.some((known) => known === code) ? [DiagnosticTag.Unnecessary] : [];
}
