import type { Plan } from '../../compiler/index.ts';
import { say } from '../../message/index.ts';
import { utcText } from '../views/plan/fire-words.ts';
import type { MadePlan } from './make-plan.ts';
import type { PlanQuestion } from './plan-question.ts';
import { selectChanges } from './select-changes.ts';

/** What of a plan was asked for, with what a reader should know of the question. Throws usage errors of a selection. */
export function planAnswer(made: MadePlan, { selection, after }: PlanQuestion): Plan {
  const plan = selection === undefined ? made.plan : selectChanges(made, selection);
  if (after === undefined) return plan;
  const moment = utcText(new Date(after).toISOString());
  return { ...plan, notes: [...plan.notes, say`as of ${moment}: next fires are those after it`] };
}
