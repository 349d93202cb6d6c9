import type { Catalogue } from '../message.ts';

/** Of `sluice review`. */
export const REVIEW: Catalogue = {};
