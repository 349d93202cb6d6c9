import type { Catalogue } from '../message.ts';

/** Of values that plans compare. */
export const PLAN_VALUES: Catalogue = {};
