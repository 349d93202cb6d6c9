import type { Catalogue } from '../message.ts';

/** Of policies and what they forbid. */
export const POLICIES: Catalogue = {};
