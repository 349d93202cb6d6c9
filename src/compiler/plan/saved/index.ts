export { readSavedPlan, type SavedPlanProblem } from './read-saved-plan.ts';
export {
  SAVED_PLAN_FORMAT,
  savedPlanText,
  toSavedPlan,
  type PlanToSave,
  type SavedChange,
  type SavedPlan,
} from './saved-plan.ts';
