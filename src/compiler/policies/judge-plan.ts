import { catalogueOf, say, type Language } from '../../message/index.ts';
import type { DefinitionPlace } from '../compilation-result.ts';
import { locateDiagnostics, makeDiagnostic, type Diagnostic, type LocatedDiagnostic } from '../diagnostics/index.ts';
import type { ApprovalPolicy, ProjectPolicies } from '../ir/index.ts';
import { toPlanDocument, type Plan } from '../plan/index.ts';
import type { Location, Locator } from '../text/index.ts';
import { judgeByBaseRules, type BaseRuleFiles } from './judge-by-base-rules.ts';
import { judgeByRules, type RuleViolation } from './judge-by-rules.ts';
import { neededApprovals, type ChangeOwners, type UnownedChange } from './needed-approvals.ts';
import { placeOfPointer } from './place-of-pointer.ts';

/** What policies look at beside a plan. */
export interface PlanToJudge {
  /** The project's folder. */
  readonly root: string;
  readonly plan: Plan;
  readonly policies: ProjectPolicies;
  /** Whether the project has a pipeline of a name. */
  readonly isPipeline: (name: string) => boolean;
  readonly owners: ChangeOwners;
  /** Approvals that the base asks for: a change does not lift the policy that it falls under. */
  readonly baseApproval?: readonly ApprovalPolicy[] | undefined;
  /** Rules that the base has, where the head may have others; absent where it has the same, or where none are known. */
  readonly baseRules?: BaseRuleFiles | undefined;
  /** What other policies have against it. */
  readonly found?: readonly Diagnostic[];
  readonly language?: Language | undefined;
  /** Asked only where there is something to say. */
  readonly places: () => Promise<ProjectPlaces>;
}

/** Where findings about a project belong. */
export interface ProjectPlaces {
  /** The definition that makes a pipeline. */
  definitionOf(pipeline: string): DefinitionPlace | undefined;
  locatorOf(file: string): Locator | undefined;
}

/** A plan with what the project's policies ask for and have against it. */
export interface JudgedPlan {
  readonly plan: Plan;
  /** The rule files that were asked. */
  readonly files: readonly string[];
}

/** Adds to a plan the approvals that it needs, and the findings of the project's rules. */
export async function judgePlan(judged: PlanToJudge): Promise<JudgedPlan> {
  const { root, policies, owners, baseApproval = [], baseRules, found: known = [], language = 'en' } = judged;
  const { approval: asked = [], rules = [] } = policies;
  const isAsked = asked.length + baseApproval.length + rules.length + known.length > 0 || baseRules !== undefined;
  if (!isAsked) return { plan: judged.plan, files: [] };
  const approval = [...asked, ...baseApproval].filter(
    ({ environments }) => environments?.includes(judged.plan.environment) ?? true,
  );
  const { approvals, unowned } = neededApprovals(judged.plan.changes, approval, owners);
  const plan = { ...judged.plan, approvals };
  const changed = new Set(plan.changes.map(({ pipeline }) => pipeline));
  const isPipeline = (name: string): boolean => changed.has(name) || judged.isPipeline(name);
  // without a rule nobody reads the plan
  const text = rules.length === 0 && baseRules === undefined ? '' : JSON.stringify(toPlanDocument(plan));
  const own = await judgeByRules(root, rules, text, isPipeline);
  const { files, locatorOf } = own;
  const { violations, diagnostics } =
    baseRules === undefined ? own : await judgeByBaseRules(baseRules, own, plan, text, isPipeline);
  if (known.length + unowned.length + violations.length + diagnostics.length === 0) return { plan, files };
  const places = await judged.places();
  const placeOf = (pipeline: string, pointer: string): Location | undefined => {
    const definition = places.definitionOf(pipeline);
    return definition && placeOfPointer(definition.value, definition.at, pointer);
  };
  const found = [
    ...known,
    ...unowned.map((each) => nobodyToApprove(each, placeOf)),
    ...violations.map((each) => violationFound(each, placeOf)),
    ...diagnostics,
  ];
  const located = locateDiagnostics(
    found,
    (file) => places.locatorOf(file) ?? locatorOf(file),
    await catalogueOf(language),
  );
  return { plan: { ...plan, diagnostics: merged(plan.diagnostics, located) }, files };
}

function nobodyToApprove(
  { change: { pipeline }, policy, mails }: UnownedChange,
  placeOf: (pipeline: string, pointer: string) => Location | undefined,
): Diagnostic {
  const at = placeOf(pipeline, '/owner') ?? policy.at;
  const [mail] = mails;
  return makeDiagnostic(
    'SL1301',
    at,
    mail === undefined
      ? say`the change of \`${pipeline}\` needs the approval of its owner, and it has none`
      : say`the change of \`${pipeline}\` needs the approval of its owner, and \`${mail}\` is a mail address`,
    {
      notes: [say`so says \`policies.approval\` of \`sluice.yaml\`; forges tell who approves by login`],
      help: say`name a login or a team: \`owner\` in its definition, a line in CODEOWNERS, or \`defaults.owner\` in \`sluice.yaml\``,
    },
  );
}

/** What is about no definition is told where sluice.yaml names the rule. */
function violationFound(
  { pipeline, message, severity = 'error', path = '', rule, named, isOfBase = false }: RuleViolation,
  placeOf: (pipeline: string, pointer: string) => Location | undefined,
): Diagnostic {
  const place = pipeline === undefined ? undefined : placeOf(pipeline, path);
  const isPlaced = pipeline === undefined || place !== undefined;
  const ofHead = isPlaced ? say`${message} (\`${rule}\`)` : say`\`${pipeline}\`: ${message} (\`${rule}\`)`;
  const ofBase = isPlaced
    ? say`${message} (\`${rule}\` of the base)`
    : say`\`${pipeline}\`: ${message} (\`${rule}\` of the base)`;
  const text = isOfBase ? ofBase : ofHead;
  return { ...makeDiagnostic('SL1303', place ?? named, text), severity };
}

/** By file and place, as the findings of a compilation are. */
function merged(known: readonly LocatedDiagnostic[], more: readonly LocatedDiagnostic[]): readonly LocatedDiagnostic[] {
  return [...known, ...more].sort((a, b) =>
    a.file === b.file ? a.range.start.offset - b.range.start.offset : a.file < b.file ? -1 : 1,
  );
}
