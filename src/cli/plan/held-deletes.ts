import {
  DELETE_REASONS,
  guardDeletes,
  heldByPolicy,
  makeDiagnostic,
  type CompilationOutcome,
  type Diagnostic,
  type HeldDeletes,
  type Plan,
  type PlanSide,
} from '../../compiler/index.ts';
import { say, type Message } from '../../message/index.ts';
import type { BaseSide } from './plan-base.ts';

type Policies = CompilationOutcome['policies'];

/** What becomes of the deletes of a plan. */
export interface JudgedDeletes {
  /** Why the daemon would keep what is gone from the project; undefined where it would delete it. */
  readonly held: HeldDeletes | undefined;
  /** What policies of the project, or of the base, have against them. */
  readonly found: readonly Diagnostic[];
  /** What holds them besides, of what is deployed. */
  readonly notes: readonly Message[];
}

/** Holds the deletes of a plan to the policies that the daemon goes by, and to those of the base, which a change does not lift. */
export function judgedDeletes(head: CompilationOutcome, base: BaseSide, plan: Plan): JudgedDeletes {
  // deletes of a reviewed plan were reviewed: nothing holds them
  if (base.source === 'apply') return { held: undefined, found: [], notes: [] };
  const gone = goneFrom(head, base.side, plan);
  const live = base.side.pipelines.size;
  const held = guardDeletes(head, gone, live);
  const isDeployed = base.deployed !== undefined;
  // with errors nobody knows what is gone
  if (head.project === undefined || head.incomplete) return { held, found: [], notes: notesOn(held, isDeployed) };
  const own = heldByPolicy(head.policies, gone, live);
  const before = base.policies && heldByPolicy(base.policies, gone, live);
  return {
    held,
    found: [
      ...(own === undefined ? [] : [violation(own, head.policies, wordsOn(own, isDeployed))]),
      ...(before === undefined || before.code === own?.code || base.policies === undefined
        ? []
        : [
            violation(
              before,
              base.policies,
              say`by the policies of the base the daemon would delete nothing (\`${before.code}\`): ${before.why}`,
            ),
          ]),
    ],
    notes: held === undefined || held.code === own?.code ? [] : notesOn(held, isDeployed),
  };
}

function goneFrom(head: CompilationOutcome, base: PlanSide, plan: Plan): readonly string[] {
  const kept = new Set([...head.pipelines.map(({ name }) => name), ...plan.changes.map(({ from }) => from)]);
  return [...base.pipelines.keys()].filter((name) => !kept.has(name)).sort();
}

/** An error where somebody wrote the policy; a share that nobody wrote is a warning, as the daemon goes by it all the same. */
function violation({ code }: HeldDeletes, { shareAt }: Policies, message: Message): Diagnostic {
  const place = (key: string) => ({ file: 'sluice.yaml', path: ['policies', key], part: 'value' }) as const;
  if (code === DELETE_REASONS.never)
    return makeDiagnostic('SL1310', place('prune'), message, {
      help: say`keep the pipelines, suspended if need be; or change \`prune\` in a change of its own, and merge that first`,
    });
  const found = makeDiagnostic('SL1311', place('maxChangedShare'), message, {
    help: say`take out fewer at a time; or raise \`maxChangedShare\` in a change of its own, and merge that first`,
  });
  return shareAt === undefined ? { ...found, severity: 'warning' } : found;
}

/** Of a commit what is deployed is not known: only policies hold something there. */
function notesOn(held: HeldDeletes | undefined, isDeployed: boolean): readonly Message[] {
  return held === undefined || !isDeployed ? [] : [wordsOn(held, true)];
}

function wordsOn({ code, why }: HeldDeletes, isDeployed: boolean): Message {
  return isDeployed
    ? say`the daemon would delete nothing (\`${code}\`): ${why}`
    : say`where all of the base is deployed, the daemon would delete nothing (\`${code}\`): ${why}`;
}
