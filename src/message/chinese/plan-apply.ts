import type { Catalogue } from '../message.ts';

/** Of deployed state, saved plans, `sluice apply` and drift. */
export const PLAN_APPLY: Catalogue = {};
