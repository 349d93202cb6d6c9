import { say } from '../../message/index.ts';
import { memberOf, type JsonObject } from '../json/index.ts';
import { isEmpty } from './check-unknown-key.ts';
import { keyPlace, type JobReport } from './job-report.ts';
import { decidesRows, type Parameters } from './parameter-finder.ts';

/** Parts of the skeleton that have keys of their own. */
export type SkeletonPart = 'file' | 'job' | 'content[0]' | 'reader' | 'writer';

/** FlinkX 1.11 `DataTransferConfig`; ChunJun 1.12 and 1.16 `SyncConfig`, `ContentConfig`, `OperatorConfig`. */
const KEYS_1_11: Readonly<Record<SkeletonPart, readonly string[]>> = {
  file: ['job'],
  job: ['content', 'setting'],
  'content[0]': ['reader', 'writer'],
  reader: ['name', 'parameter'],
  writer: ['name', 'parameter'],
};
const KEYS_LATER: typeof KEYS_1_11 = {
  ...KEYS_1_11,
  'content[0]': ['reader', 'writer', 'transformer', 'nameMapping', 'restoration'],
  reader: ['name', 'parameter', 'table', 'fieldList', 'fieldNameList', 'semantic'],
  writer: ['name', 'parameter', 'table', 'fieldList', 'fieldNameList', 'semantic'],
};

/** Where a key belongs that people put one level too high or too low. */
const HOMES: Readonly<Record<string, string>> = {
  setting: 'job',
  content: 'job',
  reader: 'content[0]',
  writer: 'content[0]',
  speed: 'job.setting',
  errorLimit: 'job.setting',
  restore: 'job.setting',
};

/** Keys that stand where the engine reads nothing of that name. `parameters`: what belongs one level lower. */
export function checkStrayKeys(report: JobReport, node: JsonObject, part: SkeletonPart, parameters?: Parameters): void {
  const known = (report.version === '1.11' ? KEYS_1_11 : KEYS_LATER)[part];
  for (const member of node.members) {
    const { key } = member;
    if (known.includes(key) || !/^[A-Za-z]/.test(key)) continue;
    if (memberOf(node, key) !== member || isEmpty(member.value)) continue;
    const spec = parameters !== undefined && Object.hasOwn(parameters, key) ? parameters[key] : undefined;
    const home = spec === undefined ? HOMES[key] : `${part}.parameter`;
    // a value that `parameter` has too is said twice, not lost
    const said = spec !== undefined && memberOf(memberOf(node, 'parameter')?.value, key) !== undefined;
    report.add(
      spec !== undefined && decidesRows(spec) && !said ? 'SL0904' : 'SL0903',
      keyPlace(member),
      part === 'file'
        ? say`\`${key}\` stands beside \`job\`, where ${report.engineName} does not read it`
        : say`\`${key}\` stands in \`${part}\`, where ${report.engineName} does not read it`,
      { help: home === undefined ? say`leave it out` : say`move it into \`${home}\`` },
    );
  }
}
