import type { AlertStore } from '../../ports/index.ts';
import {
  alertedPipelines,
  alertTraffic,
  forgetAlerts,
  openAlerts,
  recordAlerts,
  runEnds,
  settleAlerts,
  tellDropped,
  waitingAlerts,
} from '../queries/alerts.ts';
import type { Transactor } from '../transaction.ts';
import type { Fenced } from './fencing.ts';

export function alertMethods({ read }: Transactor, fenced: Fenced): AlertStore {
  return {
    alertedPipelines: (scope) => read((db) => alertedPipelines(db, scope)),
    runEnds: (scope, pipeline, after, upTo, limit) => read((db) => runEnds(db, scope, pipeline, after, upTo, limit)),
    openAlerts: (scope) => read((db) => openAlerts(db, scope)),
    recordAlerts: (fence, scope, changes) => fenced(scope, fence, (tx) => recordAlerts(tx, scope, changes)),
    waitingAlerts: (scope, limit, silent) => read((db) => waitingAlerts(db, scope, limit, silent)),
    alertTraffic: (scope, since) => read((db) => alertTraffic(db, scope, since)),
    settleAlerts: (fence, scope, ids, sending) => fenced(scope, fence, (tx) => settleAlerts(tx, ids, sending)),
    tellDropped: (fence, scope, channel) => fenced(scope, fence, (tx) => tellDropped(tx, scope, channel)),
    forgetAlerts: (fence, scope, before) => fenced(scope, fence, (tx) => forgetAlerts(tx, scope, before)),
  };
}
