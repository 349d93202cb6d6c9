import { inEnglish, say } from '../../message/index.ts';
import { listWords, asClause } from '../../compiler/diagnostics/index.ts';
import { isSecretName } from '../sync-job/hide-secrets.ts';
import type { ParameterSpec } from '../../compiler/connector/index.ts';
import { memberOf, type JsonMember, type JsonNode, type JsonObject } from '../json/index.ts';
import { checkUnknownKey, type OtherKeys } from './check-unknown-key.ts';
import type { JobReport } from './job-report.ts';
import { hasPlaceholder, parameterMember, parameterOf, type Parameters } from './parameter-finder.ts';
import { readsAs, type Reading } from './reads-as.ts';

/** Every key of one object against the table of what the version reads there. */
export function checkParameters(report: JobReport, node: JsonObject, known: Parameters, other: OtherKeys): void {
  for (const member of node.members) {
    if (memberOf(node, member.key) !== member) continue; // written again below: that one counts
    const spec = parameterOf(known, member.key);
    if (spec === undefined) checkUnknownKey(report, node, member, known, other);
    else checkParameter(report, member, spec, other);
  }
}

function checkParameter(report: JobReport, member: JsonMember, spec: ParameterSpec, other: OtherKeys): void {
  const { key, value } = member;
  if (hasPlaceholder(value) && spec.type !== 'string') return;
  if (spec.carries === 'columns' && value.kind === 'list') return; // a rule of its own
  const reading = readingOf(report, value, spec, other);
  if (reading.kind === 'refused') {
    report.add(
      'SL0905',
      value,
      say`${report.engineName} wants ${reading.wanted} for \`${key}\` and does not start the job`,
      {
        help: say`write ${reading.wanted}`,
      },
    );
    return;
  }
  if (reading.kind === 'changed') {
    report.add('SL0906', value, say`${report.engineName} does not read \`${key}\` as it is written: ${reading.how}`);
    return;
  }
  if (spec.secret === true) checkSecret(report, key, value);
  if (spec.carries === 'datasource.jdbcUrl' || spec.carries === 'datasource.url') checkAddress(report, value);
  checkRange(report, key, value, spec, reading.value);
  checkWords(report, key, value, spec);
  checkElements(report, member, spec, other);
}

function readingOf(report: JobReport, value: JsonNode, spec: ParameterSpec, { place }: OtherKeys): Reading {
  // some objects are wanted as JSON text; what the text holds is the plugin's own affair
  if (spec.jsonText === true && value.kind === 'string') return { kind: 'same', value: value.value };
  const reading = readsAs(value, spec.type, report.version, place);
  if (reading.kind !== 'refused') return reading;
  for (const type of spec.alsoTakes ?? []) {
    const other = readsAs(value, type, report.version, place);
    if (other.kind !== 'refused') return other;
  }
  return reading;
}

/** Objects inside: their own keys; of a list, the elements that are looked at. */
function checkElements(report: JobReport, { key, value }: JsonMember, spec: ParameterSpec, other: OtherKeys): void {
  const { members, maximumItems, type } = spec;
  if (maximumItems !== undefined && value.kind === 'list' && value.items.length > maximumItems) {
    const rest = value.items[maximumItems];
    const taken = maximumItems === 1 ? say`the first element` : say`the first ${maximumItems} elements`;
    if (rest) report.add('SL0917', rest, say`${report.engineName} reads ${taken} of \`${key}\` and drops this one`);
  }
  if (type === 'text-map' && value.kind === 'object') {
    for (const { key: name, value: text } of value.members) {
      const isSwitch = text.kind === 'string' && /^(?:true|false)$/.test(text.value);
      if (isSecretName(name) && !isSwitch && members?.[name]?.secret !== true) checkSecret(report, name, text);
    }
  }
  if (members === undefined || type === 'text-map' || spec.anyMember === true) return;
  const where = `${other.where}.${key}`;
  const elsewhere = other.elsewhere?.[key]?.members;
  const elements = value.kind === 'list' ? value.items.slice(0, maximumItems) : [value];
  for (const element of elements) {
    if (element.kind !== 'object') continue;
    checkParameters(report, element, members, { ...other, where, ...(elsewhere === undefined ? {} : { elsewhere }) });
  }
}

/** A password that stands in the file. Its value is in no message. */
export function checkSecret(report: JobReport, key: string, value: JsonNode): void {
  if ((value.kind !== 'string' && value.kind !== 'number') || hasPlaceholder(value)) return;
  if (value.kind === 'string' && (value.value === '' || /^[*xX]+$/.test(value.value))) return;
  report.add('SL0912', value, say`\`${key}\` is written out in the job file`, {
    notes: [say`whoever reads the file has it, and ChunJun 1.16 prints the whole job into its log`],
    help: say`import the job: Sluice keeps a reference in its place and fills it in at launch`,
  });
}

const CREDENTIALS =
  /:\/\/[^/?#\s@]*:[^?\s]+@|^jdbc:oracle:\w+:[^/@:]+\/.+@|[?&;](?:password|pwd|token|secret\w*)=[^&;$]+/i;

function checkAddress(report: JobReport, value: JsonNode): void {
  const texts = value.kind === 'list' ? value.items : [value];
  for (const text of texts) {
    if (text.kind !== 'string' || !CREDENTIALS.test(text.value)) continue;
    report.add('SL0912', text, say`the address holds a password`, {
      help: say`give user and password by their own keys`,
    });
  }
}

function checkRange(report: JobReport, key: string, node: JsonNode, spec: ParameterSpec, value: unknown): void {
  if (typeof value !== 'number') return;
  const { minimum, maximum } = spec;
  if (minimum !== undefined && value < minimum)
    report.add('SL0907', node, say`\`${key}\` is ${value}; the smallest that works is ${minimum}`);
  else if (maximum !== undefined && value > maximum)
    report.add('SL0907', node, say`\`${key}\` is ${value}; the largest that works is ${maximum}`);
}

/** Each word once; tables list some in both cases, which the engine tells not apart. */
function wordsOf({ values = [], words = {}, default: usual }: ParameterSpec): string[] {
  const said = [...values, ...Object.values(words)].filter(Boolean);
  if (said.length === 0) return [];
  const all = typeof usual === 'string' && usual !== '' ? [...said, usual] : said;
  return all.filter((word, at) => all.findIndex((each) => each.toLowerCase() === word.toLowerCase()) === at);
}

function checkWords(report: JobReport, key: string, node: JsonNode, spec: ParameterSpec): void {
  const allowed = wordsOf(spec);
  if (allowed.length === 0 || node.kind !== 'string' || node.value === '' || hasPlaceholder(node)) return;
  if (allowed.some((word) => word.toLowerCase() === node.value.toLowerCase())) return;
  report.add(
    'SL0907',
    node,
    say`\`${key}\` is \`${node.value}\`; ${report.engineName} knows ${listWords(allowed, 'and')}`,
    {
      help: say`write ${listWords(allowed)}`,
    },
  );
}

/** What the plugin does not start without. */
export function checkRequired(
  report: JobReport,
  owner: { start: number; end: number },
  node: JsonObject,
  known: Parameters,
  where: string,
): void {
  for (const [key, spec] of Object.entries(known)) {
    const value = parameterMember(node, key, spec)?.value;
    if (spec.required === true && isAbsent(value)) {
      report.add(
        'SL0908',
        value ?? owner,
        say`\`${where}\` has no \`${key}\`, which ${report.engineName} does not do without`,
        {
          help: inEnglish(say`add \`${key}\`: ${asClause(spec.description)}`, say`add \`${key}\``),
        },
      );
      continue;
    }
    if (spec.members === undefined || value?.kind !== 'list') continue;
    const first = value.items[0];
    if (first?.kind === 'object') checkRequired(report, first, first, spec.members, `${where}.${key}`);
  }
}

function isAbsent(value: JsonNode | undefined): boolean {
  if (value === undefined || value.kind === 'null') return true;
  return value.kind === 'list' && value.items.length === 0;
}
