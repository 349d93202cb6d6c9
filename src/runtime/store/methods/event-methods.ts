import type { EventStore } from '../../ports/index.ts';
import type { Transactor } from '../transaction.ts';
import { appendAudit } from '../queries/append-audit.ts';
import { eventBacklog } from '../queries/event-backlog.ts';
import { eventTail } from '../queries/event-tail.ts';
import { listEvents } from '../queries/list-events.ts';
import { markPublished } from '../queries/mark-published.ts';
import { publishAgain } from '../queries/publish-again.ts';
import { recordHeads } from '../queries/record-heads.ts';
import { unpublishedEvents } from '../queries/unpublished-events.ts';

export function eventMethods({ read, write }: Transactor): EventStore {
  return {
    appendAudit: (event, now) => write((tx) => appendAudit(tx, event, now)),
    recordHeads: (limit, now) => write((tx) => recordHeads(tx, limit, now)),
    listEvents: (filter) => read((db) => listEvents(db, filter)),
    eventBacklog: (limit) => read((db) => eventBacklog(db, limit)),
    eventTail: (after, limit) => read((db) => eventTail(db, after, limit)),
    unpublishedEvents: (limit) => read((db) => unpublishedEvents(db, limit)),
    publishAgain: (topic) => publishAgain(read, write, topic),
    markPublished: (ids, now) => write((tx) => markPublished(tx, ids, now)),
  };
}
