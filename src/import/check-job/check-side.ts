import { say, sentence } from '../../message/index.ts';
import type { PluginSpec } from '../../compiler/connector/index.ts';
import { pluginSupport } from '../../engine-versions/index.ts';
import type { KnownPlugin } from '../../compiler/connectors/load-plugins.ts';
import { memberOf, type JsonMember } from '../json/index.ts';
import { checkColumns } from './check-columns.ts';
import { checkParameters, checkRequired, checkSecret } from './check-parameters.ts';
import { checkPluginName } from './check-plugin-name.ts';
import { checkStrayKeys } from './check-stray-keys.ts';
import { keyPlace, type JobReport } from './job-report.ts';
import type { CheckedSide } from './job-side.ts';
import { carriedMember, type Parameters } from './parameter-finder.ts';
import type { JobSide } from './plugin-names.ts';

/** `reader` or `writer`: its plugin, its parameters, its columns. */
export function checkSide(
  report: JobReport,
  side: JobSide,
  member: JsonMember,
  plugins: ReadonlyMap<string, KnownPlugin>,
): CheckedSide | undefined {
  const { engine, engineName, version } = report;
  if (member.value.kind !== 'object') {
    report.add('SL0902', member.value, say`\`${side}\` is no object; ${engineName} does not start the job`);
    return undefined;
  }
  const name = checkPluginName(report, side, member);
  const found = name === undefined ? undefined : plugins.get(name);
  const known = found?.role === (side === 'reader' ? 'source' : 'sink') ? found : undefined;
  checkStrayKeys(report, member.value, side, known?.plugin.parameters);
  const parameter = memberOf(member.value, 'parameter');
  if (parameter?.value.kind !== 'object') {
    const place = parameter?.value ?? keyPlace(member);
    const message =
      parameter === undefined
        ? say`\`${side}\` has no \`parameter\`; ${engineName} does not start the job`
        : say`\`${side}\` has a \`parameter\` that is no object; ${engineName} does not start the job`;
    report.add('SL0902', place, message);
    return undefined;
  }
  const named = memberOf(member.value, 'name')?.value;
  const support = known === undefined || engine === 'flinkx' ? 'verified' : pluginSupport(version, known.plugin.name);
  if (support === 'absent' && named !== undefined)
    report.add('SL0909', named, say`${engineName} has no plugin \`${name ?? ''}\``, {
      notes: [say`it came with ChunJun 1.16`],
    });
  if (known === undefined || support === 'absent') {
    checkSecretKeys(report, parameter.value.members);
    return { side, member, parameter: parameter.value };
  }
  const { plugin, connector, role } = known;
  const where = `${side}.parameter`;
  const elsewhere = connector[role][engine === 'flinkx' ? 'chunjun' : 'flinkx']?.plugin?.parameters;
  checkParameters(report, parameter.value, plugin.parameters, { where, ...(elsewhere && { elsewhere }) });
  checkRequired(report, keyPlace(parameter), parameter.value, neededOf(plugin, report), where);
  const list = carriedMember(plugin.parameters, parameter.value, 'columns')?.member.value;
  const columns = list?.kind === 'list' ? checkColumns(report, where, list) : undefined;
  if (plugin.suspect !== undefined && named !== undefined)
    report.add('SL0910', named, say`\`${plugin.name}\` may not work on ${engineName} as it comes`, {
      notes: [sentence(plugin.suspect)],
    });
  if (support === 'unverified' && named !== undefined && report.first('SL0911'))
    report.add(
      'SL0911',
      named,
      say`\`${plugin.name}\` is unverified on ${version}: it is checked against the keys of 1.16`,
    );
  return { side, member, known, parameter: parameter.value, ...(columns && { columns }) };
}

/** What has to be there: a JDBC writer of ChunJun takes the columns of its rows where it is given none. */
function neededOf({ parameters, jdbc, name }: PluginSpec, { engine }: JobReport): Parameters {
  if (jdbc === undefined || engine !== 'chunjun' || !name.endsWith('writer')) return parameters;
  return Object.fromEntries(Object.entries(parameters).filter(([, { carries }]) => carries !== 'columns'));
}

/** Without a table, names that can only be secrets. */
function checkSecretKeys(report: JobReport, members: readonly JsonMember[]): void {
  for (const { key, value } of members) if (/password|secret|token/i.test(key)) checkSecret(report, key, value);
}
