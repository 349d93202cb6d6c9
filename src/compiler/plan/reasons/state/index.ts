import type { Reason } from '../../reason.ts';
import { consumerGroupChanged } from './consumer-group-changed.ts';
import { cursorColumnChanged } from './cursor-column-changed.ts';
import { incrementalChanged } from './incremental-changed.ts';
import { oldTopicReadOn } from './old-topic-read-on.ts';
import { positionsOfOtherBrokers } from './positions-of-other-brokers.ts';
import { positionKeeperChanged } from './position-keeper-changed.ts';
import { stateKept } from './state-kept.ts';
import { stateMayNotRestore } from './state-may-not-restore.ts';
import { stateNotRestorable } from './state-not-restorable.ts';

/** What becomes of cursors, and of what streams keep. */
export const STATE: readonly Reason[] = [
  cursorColumnChanged,
  incrementalChanged,
  positionKeeperChanged,
  consumerGroupChanged,
  stateNotRestorable,
  oldTopicReadOn,
  positionsOfOtherBrokers,
  stateMayNotRestore,
  stateKept,
];
