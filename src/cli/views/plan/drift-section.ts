import { displayWidth, harmless, wrapText, type DriftDocument, type PlanDocument } from '../../../compiler/index.ts';
import { say, wordsOf } from '../../../message/index.ts';
import type { PlanTextOptions } from './plan-text-options.ts';

/** More than these are counted in the short form. */
const MOST_SHOWN = 50;
/** Longer names push what is behind them to the right. */
const WIDEST_NAME = 40;
const INDENT = '    ';

/** What engines run otherwise than is on record, for people at a terminal; empty where nobody looked. */
export function driftSection({ drift }: PlanDocument, options: PlanTextOptions): string {
  if (drift === undefined) return '';
  const { paint, full, quiet, catalogue } = options;
  if (drift.length === 0) return quiet ? '' : paint.green(wordsOf(say`no drift found`, catalogue));
  const shown = full ? drift : drift.slice(0, MOST_SHOWN);
  const widest = Math.max(...shown.map(({ pipeline }) => Math.min(WIDEST_NAME, displayWidth(harmless(pipeline)))));
  const hidden = drift.length - shown.length;
  return [
    ...(quiet ? [] : [paint.bold(wordsOf(say`drift: ${drift.length} found, nothing was changed`, catalogue))]),
    ...shown.map((each) => blockOf(each, widest, options)),
    ...(hidden === 0 ? [] : [paint.bold(wordsOf(say`and ${hidden} more; \`--full\` shows all`, catalogue))]),
  ].join('\n');
}

function blockOf(
  { pipeline, engine, reason, message }: DriftDocument,
  widest: number,
  options: PlanTextOptions,
): string {
  const { paint, width } = options;
  const name = harmless(pipeline);
  const padding = ' '.repeat(Math.max(0, widest - displayWidth(name)));
  const told = wrapText(harmless(message), width && width - INDENT.length).map((line) => `${INDENT}${line}`);
  const where = engine === '' ? '' : `  ${paint.dim(harmless(engine))}`;
  return [`${paint.yellow('!')} ${paint.bold(name)}${padding}  ${paint.yellow(reason)}${where}`, ...told].join('\n');
}
