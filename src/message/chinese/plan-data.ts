import type { Catalogue } from '../message.ts';

/** Of reasons about rows, targets, cursors and state. */
export const PLAN_DATA: Catalogue = {};
