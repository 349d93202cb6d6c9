import { createKafkaFeed } from '../../src/runtime/bus/index.ts';
import { createEventIndex } from '../../src/runtime/event-index/index.ts';
import { createPinoLog, createSystemClock, createSystemRandom } from '../../src/runtime/observe/index.ts';
import { SCOPE } from './store-contract/fixtures.ts';

/** A process that reads Kafka back into an index, for tests that kill it. Prints what it has read, a line each time that grows. */
export interface EventIndexReaderSetup {
  readonly brokers: readonly string[];
  readonly path: string;
}

const given = process.env['EVENT_INDEX_READER'];
if (given !== undefined) await readUntilStopped(given);

async function readUntilStopped(text: string): Promise<void> {
  // `as` because the test that starts this process wrote it.
  const { brokers, path } = JSON.parse(text) as EventIndexReaderSetup;
  const clock = createSystemClock();
  const random = createSystemRandom();
  const log = createPinoLog({ level: 'silent' });
  // all comes from Kafka
  const store = { eventTail: async () => ({ items: [], position: 0 }), listEvents: async () => ({ items: [] }) };
  const index = createEventIndex({
    path,
    feed: createKafkaFeed({ brokers, log, random }),
    store,
    ...SCOPE,
    clock,
    random,
    log,
  });
  const stop = new AbortController();
  process.on('SIGTERM', () => stop.abort());
  const running = index.run(stop.signal);
  let told = '';
  while (!stop.signal.aborted) {
    const { state, read } = index.state ?? { state: 'rebuilding', read: 0 };
    const line = `${state} ${read}`;
    if (line !== told) process.stdout.write(`${line}\n`);
    told = line;
    await clock.sleep(1, stop.signal);
  }
  await running;
  await index.close();
}
