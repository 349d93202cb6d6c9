import type { TextEdit } from 'vscode-languageserver';
import { formatYaml } from '../format/index.ts';
import { changeBetween } from './change-between.ts';
import { rangesOf } from './text-ranges.ts';

/** What `sluice fmt` would change in a text, as one edit; none where it would leave it as it is. */
export function formatEdits(text: string): TextEdit[] {
  const formatted = formatYaml(text);
  const change = formatted.kind === 'formatted' ? changeBetween(text, formatted.text) : undefined;
  return change === undefined ? [] : [{ range: rangesOf(text)(change.start, change.end), newText: change.newText }];
}
