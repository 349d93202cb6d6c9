import type { Reason } from '../../reason.ts';
import { cursorColumnChanged } from './cursor-column-changed.ts';
import { incrementalChanged } from './incremental-changed.ts';

/** What becomes of cursors. */
export const STATE: readonly Reason[] = [cursorColumnChanged, incrementalChanged];
