import { randomBytes } from 'node:crypto';
import { Kafka, logLevel } from 'kafkajs';
import { setTimeout as sleep } from 'node:timers/promises';
import { startDaemon } from './daemon.mjs';
import { generateSmallRuns } from './generate-small-runs.mjs';
import { mariadbAt } from './mariadb.mjs';
import { figure, percentile } from './numbers.mjs';
import { stackServices } from './stack-services.mjs';
import { mariadbPlace } from './store-place.mjs';

const BACKLOG = 60_000;
const BATCH = 1_000;
const KEYS = 1_000;
/** Half of what the relay must carry, for so long. */
const HALF_RATE = 3_750;
const HALF_MS = 20_000;
const TICK_MS = 100;
/** How far behind it may be at half the rate. */
const LAG_BUDGET_MS = 1_000;

/**
 * The relay as a daemon with that role alone, from MariaDB to Kafka: events a second while it works off a backlog, beside a
 * bare producer of the same records, and how far behind it is at half of what it must carry.
 */
export async function benchOutbox(folder, add) {
  const { endpoints, close } = await stackServices('outbox', ['mariadb', 'kafka']);
  try {
    if (endpoints.mariadb === undefined || endpoints.kafka === undefined) {
      console.error('MARIADB OR KAFKA IS NOT AVAILABLE: the figures of the outbox are left out');
      return;
    }
    await generateSmallRuns(folder, 1, 'manual');
    const place = await mariadbPlace(mariadbAt(endpoints.mariadb, close));
    const { brokers } = endpoints.kafka;
    const start = () => startDaemon(folder, { ...place.env, KAFKA_BROKERS: brokers.join(',') }, ['--roles', 'relay']);
    const first = start(); // makes the tables and the topics
    await first.until(async () => (await place.rows("show tables like 'sluice_event_mark'")).length > 0);
    await insertEvents(place, 0, 1);
    await first.until(async () => (await unpublished(place)) === 0);
    await first.stop();
    await insertEvents(place, 1, BACKLOG);
    const daemon = start();
    await daemon.until(async () => (await unpublished(place)) < BACKLOG);
    const [left, began] = [await unpublished(place), performance.now()];
    await daemon.until(async () => (await unpublished(place)) === 0);
    const rate = (left / (performance.now() - began)) * 1_000;
    const floor = { name: 'a bare producer of the same', value: await bareProducer(brokers) };
    add('outbox-rate', { ...figure(rate, 'ev/s', floor), ratio: Math.round((floor.value / rate) * 100) / 100 });
    const lags = await lagAtHalf(place);
    await daemon.stop();
    const budget = { name: `what it may be at ${HALF_RATE} events/s`, value: LAG_BUDGET_MS };
    add('outbox-lag-p50', figure(percentile(lags, 0.5), 'ms', budget));
    add('outbox-lag-p99', figure(percentile(lags, 0.99), 'ms', budget));
    await place.close();
  } finally {
    await close();
  }
}

const DATA = JSON.stringify({
  actor: 'executor-1.4711',
  artefactDigest: `sha256:${'a'.repeat(64)}`,
  attempt: 1,
  environment: 'default',
  executor: 'executor-1.4711',
  fireTime: 1_772_323_200_000,
  from: 'claimed',
  pipeline: 'small-00000',
  project: 'bench',
  run: '01KJPZV280XWD014WN05J0981G',
  to: 'starting',
});

const keyOf = (index) => `bench/default/p${index % KEYS}`;

/** Events as the store writes them; their hashes mean nothing, which the relay does not look at. */
async function insertEvents(place, from, count) {
  for (let start = from; start < from + count; start += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, from + count - start) }, (_, offset) => {
      const index = start + offset;
      const hash = randomBytes(32).toString('hex');
      const sequence = Math.floor(index / KEYS) + 1;
      const key = keyOf(index);
      const place = ['bench', 'default', `p${index % KEYS}`];
      return [hash.slice(0, 32), 'sluice.runs', key, ...place, sequence, 'run.starting', Date.now(), DATA, hash, hash];
    });
    await place.query(
      'insert into sluice_event (id, topic, event_key, project, environment, pipeline, sequence, type, at, data, previous_hash, hash) values ?',
      [rows],
    );
  }
}

async function unpublished(place) {
  const [row] = await place.rows('select count(*) as n from sluice_event where published_at is null');
  return Number(row?.n ?? 0);
}

/** Writes events at half the rate and looks how old the oldest is that is not published. */
async function lagAtHalf(place) {
  const lags = [];
  const began = performance.now();
  for (let written = BACKLOG + 1, ticks = 0; performance.now() - began < HALF_MS; ticks += 1) {
    const due = Math.floor(((performance.now() - began) / 1_000) * HALF_RATE) + BACKLOG + 1;
    if (due > written) await insertEvents(place, written, due - written);
    written = Math.max(written, due);
    await sleep(Math.max(0, ticks * TICK_MS - (performance.now() - began)));
    const [row] = await place.rows('select at from sluice_event where published_at is null order by position limit 1');
    lags.push(row === undefined ? 0 : Date.now() - Number(row.at));
  }
  return lags;
}

/** Records a second that kafkajs sends in the same batches, with nothing around it. */
async function bareProducer(brokers) {
  const kafka = new Kafka({ brokers, clientId: 'bench', logLevel: logLevel.NOTHING });
  const producer = kafka.producer({ maxInFlightRequests: 1 });
  await producer.connect();
  const value = JSON.stringify({ id: 'a'.repeat(32), hash: 'a'.repeat(64), previousHash: 'a'.repeat(64), data: DATA });
  const began = performance.now();
  for (let start = 0; start < BACKLOG; start += BATCH) {
    const messages = Array.from({ length: BATCH }, (_, offset) => ({
      key: keyOf(start + offset),
      value,
      headers: { id: 'a'.repeat(32), type: 'run.starting' },
    }));
    await producer.send({ topic: 'sluice.runs', acks: -1, messages });
  }
  const rate = (BACKLOG / (performance.now() - began)) * 1_000;
  await producer.disconnect();
  return rate;
}
