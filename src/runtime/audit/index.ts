export { CHAIN_START, eventId, hashEvent, type HashedEvent } from './event-hash.ts';
export { readEvent, type PublishedEvent } from './read-event.ts';
export {
  verifyEvents,
  type FoundEvent,
  type TopicVerification,
  type Verification,
  type VerifyOptions,
} from './verify-events.ts';
export type { ChainFinding, ChainFindingKind } from './chain-finding.ts';
