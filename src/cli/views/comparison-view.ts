import type { LocatedDiagnostic, PipelineComparison, ValueDifference } from '../../compiler/index.ts';
import type { Terminal } from '../terminal.ts';
import { say, wordsOf, type Catalogue, type Message } from '../../message/index.ts';
import { pipelinesCounted, showDiagnostics } from './check-view.ts';
import { renderTable } from './table.ts';

/** What `compile --engine NAME --compare` has seen. */
export interface Comparison {
  /** The engine to which everything would go. */
  readonly engine: string;
  readonly pipelines: readonly PipelineComparison[];
  /** Errors of the project as it is: what they hide is not compared. */
  readonly broken: readonly LocatedDiagnostic[];
}

/** Longer values are cut on the terminal; the JSON has them whole. */
const WIDEST_VALUE = 60;

/** Pipeline by pipeline what another engine's job says otherwise, then how many can move. */
export function showComparison(comparison: Comparison, root: string, terminal: Terminal, catalogue?: Catalogue): void {
  terminal.emit(comparisonDocument(comparison));
  showDiagnostics(comparison.broken, root, terminal, { catalogue });
  for (const each of comparison.pipelines) showPipeline(each, comparison.engine, root, terminal, catalogue);
  terminal.say(summaryLine(comparison, terminal, catalogue));
}

/** The published form: schemas/compile-compare.schema.json. */
export function comparisonDocument({ engine, pipelines, broken }: Comparison): object {
  return {
    formatVersion: '1.0',
    to: engine,
    summary: {
      same: countOf(pipelines, 'same'),
      differs: countOf(pipelines, 'differs'),
      refused: countOf(pipelines, 'refused'),
    },
    pipelines,
    diagnostics: broken,
  };
}

function showPipeline(
  each: PipelineComparison,
  engine: string,
  root: string,
  terminal: Terminal,
  catalogue: Catalogue | undefined,
): void {
  const { paint } = terminal;
  const words = (message: Message): string => wordsOf(message, catalogue);
  const { pipeline, from, status, differences, diagnostics } = each;
  const verdict = {
    same: paint.green(words(say`same`)),
    differs: paint.yellow(words(differences.length === 1 ? say`1 difference` : say`${differences.length} differences`)),
    refused: paint.red(words(say`refused`)),
  }[status];
  terminal.show(`${paint.bold(pipeline)}  ${paint.dim(`${from.name} -> ${engine}`)}  ${verdict}`);
  const texts = differences.filter(isText);
  const rows = differences.filter((difference) => !isText(difference)).map((difference) => rowOf(difference, terminal));
  if (rows.length > 0)
    terminal.show(indent(renderTable([' ', words(say`place`), from.name, engine].map(paint.dim), rows)));
  for (const { path, before, after } of texts) {
    terminal.show(`${paint.red(`--- ${from.name}`)}\n${String(before)}`);
    terminal.show(`${paint.green(`+++ ${engine} (${path})`)}\n${String(after)}`);
  }
  terminal.show('');
  showDiagnostics(diagnostics, root, terminal, { catalogue });
}

/** Two whole texts, of engines whose jobs are not of one shape. */
function isText({ before, after }: ValueDifference): boolean {
  return [before, after].every((value) => typeof value === 'string' && value.includes('\n'));
}

function rowOf({ path, renamedTo, before, after }: ValueDifference, { paint }: Terminal): string[] {
  if (renamedTo !== undefined) return [paint.cyan('='), path, shown(before), `${lastKey(renamedTo)}: ${shown(after)}`];
  if (after === undefined) return [paint.red('-'), path, shown(before), ''];
  if (before === undefined) return [paint.green('+'), path, '', shown(after)];
  return [paint.yellow('~'), path, shown(before), shown(after)];
}

function lastKey(path: string): string {
  return /(?:[\w$-]+|\[[^\]]*\])$/.exec(path)?.[0] ?? path;
}

function shown(value: ValueDifference['before']): string {
  const text = value === undefined ? '' : JSON.stringify(value);
  return text.length > WIDEST_VALUE ? `${text.slice(0, WIDEST_VALUE - 1)}…` : text;
}

function indent(text: string): string {
  return text.replaceAll(/^(?=.)/gm, '  ');
}

function summaryLine({ pipelines, engine }: Comparison, { paint }: Terminal, catalogue?: Catalogue): string {
  const words = (message: Message): string => wordsOf(message, catalogue);
  const [same = 0, differs = 0, refused = 0] = (['same', 'differs', 'refused'] as const).map((each) =>
    countOf(pipelines, each),
  );
  const cannot = words(say`${refused} cannot run there`);
  return words(
    say`${pipelinesCounted(pipelines.length)} on ${engine}: ${same} same, ${differs} differ, ${refused === 0 ? cannot : paint.red(cannot)}`,
  );
}

function countOf(pipelines: readonly PipelineComparison[], status: PipelineComparison['status']): number {
  return pipelines.filter((each) => each.status === status).length;
}
