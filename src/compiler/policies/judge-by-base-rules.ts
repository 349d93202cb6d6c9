import { say, wordsOf } from '../../message/index.ts';
import type { Diagnostic } from '../diagnostics/index.ts';
import type { RulePattern } from '../ir/index.ts';
import { toPlanDocument, type Plan } from '../plan/index.ts';
import type { Location } from '../text/index.ts';
import { judgeByRules, type JudgedByRules, type RuleViolation } from './judge-by-rules.ts';

/** Rules as the base of a plan has them. */
export interface BaseRuleFiles {
  /** A folder with their files, and with the modules that they import, at their paths in the project. */
  readonly folder: string;
  readonly patterns: readonly RulePattern[];
}

type Judged = Pick<JudgedByRules, 'violations' | 'diagnostics'>;

/** Files of the base have no place in the working tree: what is about one is told where the project names its policies. */
const AT_POLICIES: Location = { file: 'sluice.yaml', path: ['policies'], part: 'key' };

/**
 * What the rules of the base have against a plan, beside what those of the head have: a change does not lift, edit or rename the
 * rule that it falls under. What both say is told once, as the head says it, unless the base is stricter.
 *
 * @param own What the head's rules said.
 * @param text JSON of the plan's document, in English.
 */
export async function judgeByBaseRules(
  { folder, patterns }: BaseRuleFiles,
  own: Judged,
  plan: Plan,
  text: string,
  isPipeline: (name: string) => boolean,
): Promise<Judged> {
  const base = await judgeByRules(folder, patterns, text, isPipeline);
  const ofHead = strictest(own.violations);
  const more = base.violations.filter((each) => strictness(each) > (ofHead.get(saidBy(each)) ?? 0));
  const ofBase = strictest(more);
  const told = new Set(own.diagnostics.map(mistakeIn));
  const untold = base.diagnostics.filter((each) => !told.has(mistakeIn(each)));
  return {
    violations: [
      ...own.violations.filter((each) => !ofBase.has(saidBy(each))),
      ...more.map((each): RuleViolation => ({ ...each, named: AT_POLICIES, isOfBase: true })),
    ],
    diagnostics: [...own.diagnostics, ...(await unanswered(folder, patterns, untold, plan, isPipeline))],
  };
}

/**
 * Rules of the base that gave no answer. An error, as a plan may be made to break the rule that it takes out; a warning of a rule
 * that answers to no plan at all, else nobody could mend it.
 */
async function unanswered(
  folder: string,
  patterns: readonly RulePattern[],
  found: readonly Diagnostic[],
  plan: Plan,
  isPipeline: (name: string) => boolean,
): Promise<readonly Diagnostic[]> {
  if (found.length === 0) return [];
  const nothing = JSON.stringify(toPlanDocument({ ...plan, changes: [], approvals: [], diagnostics: [] }));
  const always = await judgeByRules(folder, patterns, nothing, isPipeline);
  const broken = new Set(always.diagnostics.map(({ at }) => at.file));
  return found.map(({ code, at: { file }, message }) => ({
    code,
    severity: broken.has(file) ? 'warning' : 'error',
    message: say`a rule of the base gives no answer: ${message} (\`${file}\`)`,
    at: AT_POLICIES,
    help: say`mend the rule in a change of its own, and merge that first`,
  }));
}

function strictest(violations: readonly RuleViolation[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const each of violations) found.set(saidBy(each), Math.max(found.get(saidBy(each)) ?? 0, strictness(each)));
  return found;
}

function strictness({ severity = 'error' }: RuleViolation): number {
  return ['info', 'warning', 'error'].indexOf(severity) + 1;
}

function mistakeIn({ code, at: { file }, message }: Diagnostic): string {
  return JSON.stringify([code, file, wordsOf(message)]);
}

/** What it says, whichever rule says it. */
function saidBy({ pipeline, path = '', message }: RuleViolation): string {
  return JSON.stringify([pipeline ?? null, path, message]);
}
