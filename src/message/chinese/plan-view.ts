import type { Catalogue } from '../message.ts';

/** Of plans as people read them. */
export const PLAN_VIEW: Catalogue = {};
