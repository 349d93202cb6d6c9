import { say } from '../../message/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import type { RulePattern } from '../ir/index.ts';
import { findRules, notAnAnswer, runRules } from '../load/index.ts';
import type { Location, Locator } from '../text/index.ts';
import type { PolicyViolation } from './define-policy.ts';
import { readViolations } from './read-violations.ts';

/** What a rule has against a plan. */
export interface RuleViolation extends PolicyViolation {
  /** The file of the rule. */
  readonly rule: string;
  /** Where sluice.yaml names it. */
  readonly named: Location;
  /** True of what only the rules of the base say. */
  readonly isOfBase?: boolean;
}

/** What the rules of a project have against a plan, and what is wrong with them. */
export interface JudgedByRules {
  readonly violations: readonly RuleViolation[];
  readonly diagnostics: readonly Diagnostic[];
  /** The rule files. */
  readonly files: readonly string[];
  /** Finds places in rule files. */
  locatorOf(file: string): Locator | undefined;
}

/**
 * Calls every rule of a project with a plan.
 *
 * @param plan JSON of its document, in English.
 * @param isPipeline Whether there is a pipeline of a name, in the plan or in the project.
 */
export async function judgeByRules(
  root: string,
  patterns: readonly RulePattern[],
  plan: string,
  isPipeline: (name: string) => boolean,
): Promise<JudgedByRules> {
  const { found, diagnostics: lost } = await findRules(
    root,
    patterns.map(({ pattern }) => pattern),
  );
  const diagnostics = [...lost, ...patterns.filter(({ pattern }) => found.get(pattern)?.length === 0).map(noRuleAt)];
  const patternOf = new Map<string, RulePattern>();
  for (const each of patterns.toReversed()) for (const file of found.get(each.pattern) ?? []) patternOf.set(file, each);
  const files = [...patternOf.keys()].sort();
  const violations: RuleViolation[] = [];
  const { answers, locatorOf } = await runRules(root, files, plan);
  for (const { path, at, said, diagnostics: mistakes } of answers) {
    diagnostics.push(...mistakes);
    if (mistakes.length > 0) continue;
    const read = readViolations(said, isPipeline);
    if ('wrong' in read) diagnostics.push(notAnAnswer(at, read.wrong));
    else violations.push(...read.map((each) => ({ ...each, rule: path, named: patternOf.get(path)?.at ?? at })));
  }
  return { violations, diagnostics, files, locatorOf };
}

function noRuleAt({ pattern, at }: RulePattern): Diagnostic {
  return makeDiagnostic('SL1304', at, say`no rule is found at \`${pattern}\``, {
    notes: [say`rules are \`.ts\` files; \`_name.ts\` and \`_folder/\` hold modules of theirs`],
    help: say`write one, or take the line out`,
  });
}
