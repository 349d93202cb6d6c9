import { say, type Message } from '../../message/index.ts';
import type { ApprovalPolicy, ProjectPolicies, RulePattern } from '../ir/index.ts';
import type { ProjectDefinition } from '../syntax/index.ts';
import { child, type Location } from '../text/index.ts';
import { unknownName } from './lower-text.ts';
import { lowerDuration } from './lower-duration.ts';
import type { Report } from './lower-context.ts';

type PoliciesDefinition = NonNullable<ProjectDefinition['policies']>;

/** All but `cosmetic`: what nobody's data and no schedule is touched by needs nobody. */
const ASKED_BY_DEFAULT = ['destructive', 'state-breaking', 'data-affecting', 'schedule', 'resource'] as const;

/** A login or a team: letters and digits, a `/` between organisation and team. */
const APPROVER = /^@?[\p{L}\p{N}][\p{L}\p{N}._-]*(\/[\p{L}\p{N}][\p{L}\p{N}._-]*)*$/u;

/**
 * `policies` of sluice.yaml, with what holds where it says nothing.
 *
 * @param environments Those that the project declares.
 * @param at Its place.
 */
export function lowerPolicies(
  definition: PoliciesDefinition,
  environments: readonly string[],
  at: Location,
  report: Report,
): ProjectPolicies {
  const { prune = 'confirm', maxChangedShare = 0.3, restoreWindow, selfHeal, approval, rules } = definition;
  const restoreWindowMs =
    restoreWindow === undefined ? undefined : lowerDuration(restoreWindow, child(at, 'restoreWindow'), report);
  return {
    prune,
    maxChangedShare,
    ...(definition.maxChangedShare === undefined ? {} : { shareAt: child(at, 'maxChangedShare') }),
    ...(selfHeal === 'record' ? { selfHeal } : {}),
    ...(restoreWindowMs === undefined ? {} : { restoreWindowMs }),
    ...(approval === undefined
      ? {}
      : {
          approval: approval.map((each, index) =>
            lowerApproval(each, environments, child(at, 'approval', index), report),
          ),
        }),
    ...(rules === undefined
      ? {}
      : { rules: rules.flatMap((each, index) => lowerPattern(each, child(at, 'rules', index), report)) }),
  };
}

function lowerApproval(
  { meaning = [...ASKED_BY_DEFAULT], by, environments }: NonNullable<PoliciesDefinition['approval']>[number],
  declared: readonly string[],
  at: Location,
  report: Report,
): ApprovalPolicy {
  const isList = Array.isArray(by);
  const names = isList ? by : [by];
  for (const [index, name] of names.entries()) {
    if (APPROVER.test(name)) continue;
    const place = isList ? child(at, 'by', index) : child(at, 'by');
    report.add(
      'SL1302',
      place,
      /.@/.test(name)
        ? say`\`${name}\` is a mail address: forges tell who approves by login only`
        : say`\`${name}\` is neither a login nor a team`,
      { help: say`write \`owner\`, \`"@login"\` or \`"@organisation/team"\`` },
    );
  }
  for (const [index, name] of (environments ?? []).entries()) {
    if (name === 'default' || declared.includes(name)) continue;
    const { message, ...more } = unknownName('environment', name, declared);
    report.add('SL1309', child(at, 'environments', index), message, more);
  }
  return { meaning, by: names, ...(environments === undefined ? {} : { environments }), at };
}

function lowerPattern(written: string, at: Location, report: Report): readonly RulePattern[] {
  const pattern = written.replace(/^\.\//, '');
  const wrong = wrongPlace(pattern);
  if (wrong === undefined) return [{ pattern, at }];
  report.add('SL1304', at, wrong, { help: say`keep rules in a folder of their own: \`policies/*.ts\`` });
  return [];
}

/** Why no rule may lie there. */
function wrongPlace(pattern: string): Message | undefined {
  const [top = '', ...rest] = pattern.split('/');
  if (top === '' || /^[A-Za-z]:|\\/.test(pattern) || pattern.split('/').includes('..'))
    return say`\`${pattern}\` is no path inside the project`;
  if ((rest.length === 0 && top.endsWith('.ts')) || /[*?[\]!]/.test(top))
    return say`\`${pattern}\` does not begin with the name of a folder`;
  if (top === 'pipelines') return say`\`${pattern}\` is where pipelines are defined`;
  return undefined;
}
