import { harmless, wrapText, type BackfillDocument, type PlanDocument } from '../../../compiler/index.ts';
import { say, wordsOf } from '../../../message/index.ts';
import { backfillWords } from './backfill-words.ts';
import type { PlanTextOptions } from './plan-text-options.ts';

const INDENT = '    ';

/** What becomes of files of `backfills/`, for people at a terminal; empty where nothing does. */
export function backfillSection({ backfills = [] }: PlanDocument, options: PlanTextOptions): string {
  if (backfills.length === 0) return '';
  const { paint, quiet, catalogue } = options;
  return [
    ...(quiet ? [] : [paint.bold(wordsOf(say`backfills of files`, catalogue))]),
    ...backfills.map((each) => blockOf(each, options)),
  ].join('\n');
}

function blockOf(backfill: BackfillDocument, { paint, width, catalogue }: PlanTextOptions): string {
  const { action, effect } = backfillWords(backfill);
  const told = wrapText(harmless(wordsOf(effect, catalogue)), width && width - INDENT.length);
  const head = `${paint.bold(harmless(backfill.name))}  ${harmless(backfill.pipeline)}  ${paint.yellow(wordsOf(action, catalogue))}`;
  return [head, ...told.map((line) => `${INDENT}${line}`)].join('\n');
}
