import { say } from '../../message/index.ts';
import { settingsSpec } from '../../compiler/connector/index.ts';
import { memberOf, nodeAt, type JsonMember, type JsonNode, type JsonObject } from '../json/index.ts';
import { checkParameters } from './check-parameters.ts';
import { DROPPED_SETTINGS } from './dropped-settings.ts';
import { keyPlace, type JobReport } from './job-report.ts';
import { readsAs } from './reads-as.ts';

/** `job.setting`: what the version reads, and what it passes over. */
export function checkSetting(report: JobReport, setting: JsonObject): void {
  const known = settingsSpec(report.engine, report.version) ?? {};
  const read: JsonMember[] = [];
  for (const member of setting.members) {
    const help = Object.hasOwn(known, member.key) ? undefined : DROPPED_SETTINGS[member.key];
    if (help === undefined) read.push(member);
    else if (saysSomething(member)) {
      const message = say`${report.engineName} ignores the setting \`${member.key}\``;
      report.add('SL0903', keyPlace(member), message, { help });
    }
  }
  checkParameters(report, { ...setting, members: read }, known, { where: 'setting', place: 'setting' });
  const channel = nodeAt(setting, 'speed', 'channel');
  if (numberOf(report, channel) === 0 && channel)
    report.add('SL0907', channel, say`\`channel\` is 0; no task would run`, { help: say`write 1 or more` });
}

/** False where the block asks for what the version does anyway: no row may fail, no log file. */
function saysSomething({ key, value }: JsonMember): boolean {
  if (value.kind === 'null') return false;
  if (value.kind !== 'object') return true;
  if (value.members.length === 0) return false;
  if (key === 'errorLimit') {
    const limits = value.members.map((member) => member.value);
    return limits.some((limit) => limit.kind !== 'number' || Number(limit.text) !== 0);
  }
  const logs = memberOf(value, 'isLogger')?.value;
  return !(key === 'log' && (logs === undefined || (logs.kind === 'boolean' && !logs.value)));
}

/** The number that the version reads in `job.setting`. */
export function numberOf(report: JobReport, node: JsonNode | undefined): number | undefined {
  const reading = node && readsAs(node, 'integer', report.version, 'setting');
  return reading !== undefined && reading.kind !== 'refused' && typeof reading.value === 'number'
    ? reading.value
    : undefined;
}

/** Whether the version reads true. */
export function isTrue(report: JobReport, node: JsonNode | undefined): boolean {
  const reading = node && readsAs(node, 'boolean', report.version, 'setting');
  return reading !== undefined && reading.kind !== 'refused' && reading.value === true;
}

/** The channels with which the reader runs. */
export function readerChannels(report: JobReport, setting: JsonNode | undefined): number {
  const channel = numberOf(report, nodeAt(setting, 'speed', 'channel')) ?? 1;
  return Math.max(channel, numberOf(report, nodeAt(setting, 'speed', 'readerChannel')) ?? -1);
}
