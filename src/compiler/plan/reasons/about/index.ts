import type { Reason } from '../../reason.ts';
import { descriptionChanged } from './description-changed.ts';

/** What is said of a pipeline, and changes nothing of what it does. */
export const ABOUT: readonly Reason[] = [descriptionChanged];
