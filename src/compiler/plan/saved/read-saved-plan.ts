import { say, type Message } from '../../../message/index.ts';
import { canonicalJson, digest } from '../../artefact/index.ts';
import { isSavedPlan } from './is-saved-plan.ts';
import { SAVED_PLAN_FORMAT, sealOf, type SavedChange, type SavedPlan } from './saved-plan.ts';

/** Why a plan is not one that can be applied. */
export interface SavedPlanProblem {
  readonly problem: 'no-plan' | 'other-format' | 'other-version' | 'edited';
  readonly message: Message;
  readonly help: Message;
}

/**
 * A saved plan out of plain JSON, held against its own digests: a file that was edited is none.
 *
 * @param sluice Version of this Sluice: what another one made means what that one says.
 */
export function readSavedPlan(value: unknown, sluice: string): SavedPlan | SavedPlanProblem {
  const { formatVersion, kind, sluice: madeBy, changes } = membersOf(value);
  if (kind !== 'saved-plan' || typeof formatVersion !== 'string')
    return Array.isArray(changes) && typeof formatVersion === 'string'
      ? noPlan(say`this is what \`plan --output json\` prints, which says nothing of how to do it`)
      : noPlan(say`this is no saved plan`);
  if (majorOf(formatVersion) !== majorOf(SAVED_PLAN_FORMAT))
    return {
      problem: 'other-format',
      message: say`the plan has format ${formatVersion}, and this version of Sluice reads ${SAVED_PLAN_FORMAT}`,
      help: AGAIN,
    };
  if (madeBy !== sluice)
    return {
      problem: 'other-version',
      message: say`the plan was made by Sluice ${String(madeBy)}, and this is ${sluice}`,
      help: say`make it again with the version that applies it: \`sluice plan --out FILE\``,
    };
  if (!isSavedPlan(value)) return noPlan(say`parts of the plan are missing or of another shape`);
  const edited = editedPart(value);
  return edited === undefined ? value : { problem: 'edited', message: edited, help: AGAIN };
}

const AGAIN = say`make it again with \`sluice plan --out FILE\`, and have that reviewed`;

function noPlan(message: Message): SavedPlanProblem {
  return { problem: 'no-plan', message, help: say`write one with \`sluice plan --out FILE\`` };
}

/** What shows that the file is not as it was written; undefined where it is. */
function editedPart(saved: SavedPlan): Message | undefined {
  const { artefacts, changes, project, environment, seal, ...rest } = saved;
  for (const [name, artefact] of Object.entries(artefacts))
    if (digest(canonicalJson(artefact)) !== name)
      return say`the artefact of \`${artefact.pipeline.name}\` is not what its digest says: the plan was edited or damaged`;
  for (const { pipeline, after } of changes) {
    if (after === null) continue;
    const artefact = Object.hasOwn(artefacts, after) ? artefacts[after] : undefined;
    if (artefact === undefined) return say`the artefact of \`${pipeline}\` is missing: the plan was edited or damaged`;
    const isOwn = artefact.pipeline.name === pipeline && artefact.project === project;
    if (!isOwn || artefact.environment !== environment)
      return say`the artefact of \`${pipeline}\` is that of another pipeline: the plan was edited or damaged`;
  }
  if (canonicalJson(changes.map(toldOf)) !== canonicalJson(rest.plan.changes.map(toldOf)))
    return say`the plan does not show what it does: it was edited or damaged`;
  return sealOf({ ...rest, artefacts, changes, project, environment }) === seal
    ? undefined
    : say`the plan is not as it was sealed: it was edited or damaged`;
}

/** What a change does, as far as it is done and as far as it is told: people agree to what they are shown. */
function toldOf({ pipeline, from, action }: Pick<SavedChange, 'pipeline' | 'from' | 'action'>): unknown {
  return { pipeline, action, ...(from === undefined ? {} : { from }) };
}

function majorOf(version: string): string {
  return version.split('.')[0] ?? '';
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {}; // each is looked at
}
