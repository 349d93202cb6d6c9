import type { Reason } from '../../reason.ts';
import { alertsChanged } from './alerts-changed.ts';
import { columnCommentChanged } from './column-comment-changed.ts';
import { descriptionChanged } from './description-changed.ts';
import { ownerChanged } from './owner-changed.ts';
import { tagsChanged } from './tags-changed.ts';

/** What is said of a pipeline, and changes nothing of what it does. */
export const ABOUT: readonly Reason[] = [
  alertsChanged,
  ownerChanged,
  tagsChanged,
  descriptionChanged,
  columnCommentChanged,
];
