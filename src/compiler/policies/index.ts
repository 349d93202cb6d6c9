export { definePolicy, type Policy, type PolicyViolation } from './define-policy.ts';
export { judgePlan, type JudgedPlan, type PlanToJudge, type ProjectPlaces } from './judge-plan.ts';
