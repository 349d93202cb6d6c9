import path from 'node:path';
import { catalogueOf, say, wordsOf } from '../../message/index.ts';
import {
  createPinoLog,
  createSystemClock,
  createSystemRandom,
  type EventLog,
  type FoundEvent,
  type Verification,
  verifyEventLog,
  verifyEvents,
} from '../../runtime/index.ts';
import { EXIT, UsageError } from '../exit-code.ts';
import { openOperatorApi, settingsOf, type OperatorApi, type OperatorFlags } from '../operator-api.ts';
import { existingProject } from '../project-root.ts';
import type { Terminal } from '../terminal.ts';
import { showVerification, verificationJson } from '../views/verification-view.ts';
import { eventQuery } from './event-query.ts';
import { allEvents } from './read-events.ts';

/** Flags of `sluice events --verify`. */
export interface VerifyFlags extends OperatorFlags {
  /** `bus` or `store`. */
  readonly from?: string;
  readonly file?: string;
  readonly brokers?: string;
  readonly since?: string;
}

/** So young a head record may be read before what it tells of. */
const SETTLED_AFTER_MS = 60_000;

interface Place {
  /** For people. */
  readonly name: string;
  verify(progress: (events: number) => void): Promise<Verification>;
}

/** Proves that the events of a bus, a store or a file are whole: exit 0; or says what is wrong: exit 1. */
export async function verifyWhere(flags: VerifyFlags, terminal: Terminal): Promise<number> {
  const catalogue = await catalogueOf(terminal.language);
  const place = placeOf(flags);
  const verification = await place.verify((events) =>
    terminal.progress(wordsOf(say`${events} events of ${place.name} read`, catalogue)),
  );
  terminal.progress('');
  terminal.emit(verificationJson(place.name, verification));
  showVerification(place.name, verification, terminal, (message) => wordsOf(message, catalogue));
  return verification.findings.length === 0 ? EXIT.done : EXIT.failed;
}

function placeOf(flags: VerifyFlags): Place {
  const now = Date.now();
  const asked = eventQuery(flags.since === undefined ? {} : { since: flags.since }, now).get('since');
  const since = asked === null ? {} : { since: Date.parse(asked) };
  if (flags.from === 'store') {
    if (flags.file !== undefined || flags.brokers !== undefined)
      throw new UsageError(say`\`--from store\` takes no --file and no --brokers`);
    return {
      name: 'store',
      async verify(progress) {
        await using api = await openOperatorApi(flags);
        return await verifyEvents(storedEvents(api), { settled: now - SETTLED_AFTER_MS, progress, ...since });
      },
    };
  }
  const log = logOf(flags);
  const options = {
    clock: createSystemClock(),
    random: createSystemRandom(),
    log: createPinoLog({ level: 'error' }),
    ...since,
  };
  return { name: nameOf(log), verify: (progress) => verifyEventLog(log, { ...options, progress }) };
}

/** The store's own, through the API: what is not published yet too. */
async function* storedEvents(api: OperatorApi): AsyncGenerator<FoundEvent> {
  for await (const event of allEvents(api, new URLSearchParams()))
    yield { place: `${event.topic} ${event.key} ${event.sequence}`, value: event };
}

/** Where events are, by the flags and the settings. */
export function logOf(flags: VerifyFlags): EventLog {
  if (flags.file !== undefined) {
    if (flags.brokers !== undefined) throw new UsageError(say`--file and --brokers name two places`);
    return { kind: 'file', path: flags.file };
  }
  if (flags.brokers !== undefined) {
    const brokers = flags.brokers.split(',').flatMap((broker) => broker.trim() || []);
    if (brokers.length === 0)
      throw new UsageError(say`--brokers names no broker`, say`write it as host:9092,host:9092`);
    // Those of the flag, by the login and the authorities of the environment.
    const bus = settingsOf(flags, { ...process.env, SLUICE_KAFKA_BROKERS: brokers.join(',') }).bus.value;
    return bus.kind === 'kafka' ? bus : { kind: 'kafka', brokers };
  }
  const bus = settingsOf(flags).bus.value;
  return bus.kind === 'kafka' ? bus : { ...bus, dir: path.resolve(existingProject(flags), bus.dir) };
}

/** That place, for people. */
export function nameOf(log: EventLog): string {
  switch (log.kind) {
    case 'file':
      return log.path;
    case 'embedded':
      return log.dir;
    case 'kafka':
      return `Kafka ${log.brokers.join(',')}`;
    default:
      return log satisfies never;
  }
}
