import type { Catalogue } from '../message.ts';

/** Of commits that plans compare with. */
export const PLAN_BASE: Catalogue = {};
