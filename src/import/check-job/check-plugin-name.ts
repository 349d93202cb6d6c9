import { say } from '../../message/index.ts';
import { didYouMean, endWord } from '../../compiler/diagnostics/index.ts';
import { memberOf, type JsonNode } from '../json/index.ts';
import { keyPlace, type JobReport } from './job-report.ts';
import type { JsonMember } from '../json/index.ts';
import { type JobSide, pluginStems, whyGone } from './plugin-names.ts';

/** The plugin's name where the engine finds a plugin by it; undefined, with a finding, where not. */
export function checkPluginName(report: JobReport, side: JobSide, owner: JsonMember): string | undefined {
  const node = memberOf(owner.value, 'name')?.value;
  if (node === undefined) {
    report.add(
      'SL0902',
      keyPlace(owner),
      say`\`${side}\` has no \`name\`; ${report.engineName} does not start the job`,
      {
        help: say`say which plugin it is: \`"name": "mysql${side}"\``,
      },
    );
    return undefined;
  }
  if (node.kind !== 'string') {
    report.add('SL0902', node, say`the name of \`${side}\` is no text; ${report.engineName} does not start the job`);
    return undefined;
  }
  if (isPluginName(report, side, node.value)) return node.value;
  reportName(report, side, node, node.value);
  return undefined;
}

const SUFFIXES = {
  flinkx: { reader: ['reader'], writer: ['writer'] },
  chunjun: { reader: ['reader', 'source'], writer: ['writer', 'sink'] },
} as const;

function isPluginName({ engine }: JobReport, side: JobSide, name: string): boolean {
  return SUFFIXES[engine][side].some(
    (suffix) => name.endsWith(suffix) && pluginStems(engine, side).includes(name.slice(0, -suffix.length)),
  );
}

function reportName(report: JobReport, side: JobSide, node: JsonNode, name: string): void {
  const { engine, engineName } = report;
  const stem = name.toLowerCase().replace(/(?:reader|source|writer|sink)$/, '');
  const gone = whyGone(engine, stem);
  if (gone !== undefined) {
    report.add('SL0909', node, say`${engineName} has no plugin \`${name}\``, { notes: [gone] });
    return;
  }
  const names = pluginStems(engine, side).flatMap((each) => SUFFIXES[engine][side].map((suffix) => each + suffix));
  const meant = pluginStems(engine, side).includes(stem) ? stem + side : didYouMean(name, names);
  const end = endWord(side === 'reader' ? 'source' : 'sink');
  const message =
    name.toLowerCase() === meant
      ? say`${engineName} finds no ${end} by the name \`${name}\` and does not start the job: names are written in lower case`
      : say`${engineName} finds no ${end} by the name \`${name}\` and does not start the job`;
  if (meant === undefined) {
    report.add('SL0909', node, message, { help: say`see docs/connectors.md for the plugins of ${engineName}` });
    return;
  }
  const edits = [{ at: report.at(node), newText: JSON.stringify(meant) }];
  report.add('SL0909', node, message, {
    help: say`write \`${meant}\``,
    suggestions: [{ message: say`write \`${meant}\``, confidence: 'likely', edits }],
  });
}
