import type { Catalogue } from '../message.ts';

/** Of reasons about schedules, resources and run-time values. */
export const PLAN_TIMING: Catalogue = {};
