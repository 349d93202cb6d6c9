import { say, type Message, type Catalogue } from '../../message/index.ts';
import { minorVersion } from '../../engine-versions/index.ts';
import type { KnownPlugin } from '../../compiler/connectors/load-plugins.ts';
import type { LocatedDiagnostic } from '../../compiler/diagnostics/index.ts';
import type { SourceFile } from '../../compiler/text/index.ts';
import { memberOf, readJson, type JobVersion, type JsonNode, type JsonObject } from '../json/index.ts';
import { checkContentBlocks } from './check-content-blocks.ts';
import { checkCounts, checkReader } from './check-movement.ts';
import { checkReading } from './check-reading.ts';
import { checkRestore } from './check-restore.ts';
import { checkSetting } from './check-setting.ts';
import { checkSide } from './check-side.ts';
import { checkStrayKeys } from './check-stray-keys.ts';
import { JobReport, keyPlace, type SyncEngine } from './job-report.ts';
import type { CheckedSide } from './job-side.ts';

/** Versions whose job files can be checked, newest first. */
export const CHECKED_VERSIONS: Readonly<Record<SyncEngine, readonly JobVersion[]>> = {
  flinkx: ['1.11'],
  chunjun: ['1.16', '1.12'],
};

/** The version that is meant, the newest where none is said; undefined where its rules are not known here. */
export function checkedVersion(engine: SyncEngine, version?: string): JobVersion | undefined {
  const known = CHECKED_VERSIONS[engine];
  return version === undefined ? known[0] : known.find((each) => each === minorVersion(version));
}

/**
 * Everything that is wrong with a job file where it lies, as one version of an engine takes it: what it would
 * refuse (errors), what it would do other than written (errors where rows are concerned, else warnings).
 * Pure; `plugins` come from `loadPlugins`, the words from `catalogue`.
 */
export function checkJob(
  source: SourceFile,
  engine: SyncEngine,
  version: JobVersion,
  plugins: ReadonlyMap<string, KnownPlugin>,
  catalogue?: Catalogue,
): LocatedDiagnostic[] {
  const report = new JobReport(source, engine, version);
  const reading = readJson(source.text);
  checkReading(report, reading);
  // what stands behind a break is not there; only what was read whole can be judged
  if (reading.root !== undefined && reading.problem === undefined) checkRoot(report, reading.root, plugins);
  return report.located(catalogue);
}

function checkRoot(report: JobReport, root: JsonNode, plugins: ReadonlyMap<string, KnownPlugin>): void {
  const file = part(report, root, say`the file`, root);
  if (file === undefined) return;
  const member = memberOf(file, 'job');
  if (member === undefined) {
    const help = say`a job file is \`{"job": {"content": [{"reader": ..., "writer": ...}], "setting": ...}}\``;
    report.add('SL0902', { start: file.start, end: file.start + 1 }, say`the file has no \`job\``, { help });
    return;
  }
  const job = part(report, member.value, say`\`job\``, member.value);
  if (job === undefined) return;
  const content = memberOf(job, 'content');
  const ends = checkContent(report, content?.value, keyPlace(content ?? member), plugins);
  const setting = checkSettingOf(report, file, job, keyPlace(member));
  checkStrayKeys(report, file, 'file');
  checkStrayKeys(report, job, 'job');
  if (ends?.reader === undefined) return;
  checkReader(report, ends.reader, setting);
  checkRestore(report, setting, ends.reader, ends.writer);
  if (ends.writer !== undefined && ends.transformed !== true) checkCounts(report, ends.reader, ends.writer);
}

interface Ends {
  readonly reader?: CheckedSide | undefined;
  readonly writer?: CheckedSide | undefined;
  readonly transformed: boolean;
}

function checkContent(
  report: JobReport,
  node: JsonNode | undefined,
  place: { readonly start: number; readonly end: number },
  plugins: ReadonlyMap<string, KnownPlugin>,
): Ends | undefined {
  const { engineName } = report;
  const [first, second] = node?.kind === 'list' ? node.items : [];
  if (node === undefined || first === undefined) {
    const message =
      node === undefined
        ? say`the job has no \`content\`; ${engineName} does not start it`
        : node.kind === 'list'
          ? say`the job has an empty \`content\`; ${engineName} does not start it`
          : say`the job has a \`content\` that is no list; ${engineName} does not start it`;
    report.add('SL0902', node ?? place, message);
    return undefined;
  }
  if (second !== undefined) {
    const message = say`${engineName} runs the first element of \`content\` alone; this one never runs`;
    report.add('SL0917', second, message, { help: say`make a job file of each` });
  }
  const element = part(report, first, say`\`content[0]\``, first);
  if (element === undefined) return undefined;
  checkStrayKeys(report, element, 'content[0]');
  checkContentBlocks(report, element);
  const side = (name: 'reader' | 'writer'): CheckedSide | undefined => {
    const member = memberOf(element, name);
    if (member !== undefined && member.value.kind !== 'null') return checkSide(report, name, member, plugins);
    const at = { start: element.start, end: element.start + 1 };
    report.add(
      'SL0902',
      member?.value ?? at,
      say`\`content[0]\` has no \`${name}\`; ${engineName} does not start the job`,
    );
    return undefined;
  };
  const transformer = memberOf(element, 'transformer')?.value;
  return { reader: side('reader'), writer: side('writer'), transformed: transformer?.kind === 'object' };
}

function checkSettingOf(
  report: JobReport,
  file: JsonObject,
  job: JsonObject,
  place: { readonly start: number; readonly end: number },
): JsonObject | undefined {
  const member = memberOf(job, 'setting');
  if (member === undefined) {
    if (report.version !== '1.11') return undefined;
    const stray = memberOf(file, 'setting');
    const message = say`the job has no \`setting\`; ${report.engineName} does not start it`;
    report.add('SL0902', stray === undefined ? place : keyPlace(stray), message, {
      help: stray === undefined ? say`add \`"setting": {}\` to \`job\`` : say`move \`setting\` into \`job\``,
    });
    return undefined;
  }
  const setting = part(report, member.value, say`\`setting\``, member.value);
  if (setting !== undefined) checkSetting(report, setting);
  return setting;
}

function part(report: JobReport, node: JsonNode, name: Message, place: JsonNode): JsonObject | undefined {
  if (node.kind === 'object') return node;
  report.add('SL0902', place, say`${name} is no object; ${report.engineName} does not start the job`);
  return undefined;
}
