import {
  createPinoLog,
  createRandomFrom,
  createRuntimeMetrics,
  createVirtualClock,
  createWake,
} from '../../../src/runtime/observe/index.ts';
import { FINAL_RUN_STATES, leaderLease } from '../../../src/runtime/ports/index.ts';
import { createScheduler } from '../../../src/runtime/schedule/index.ts';
import { createSqliteStore } from '../../../src/runtime/store/index.ts';
import { brokenChains } from '../../support/event-chain.ts';
import { sampleCompilation } from '../../support/runtime/sample-artefact.ts';
import { type JobScript, SUCCEEDED } from '../../support/runtime/scripted-engine.ts';
import { type Seeded, seeded } from '../support/seeded.ts';
import { Verdict } from '../support/verdict.ts';
import { checkLedger } from './check-ledger.ts';
import { checkFollower, checkJobs, checkWaiter, type JobSpan } from './check-order.ts';
import { SimNode, type SimWorld } from './sim-node.ts';
import { compiledPipeline, SCOPE, simProject, type SimPipeline } from './sim-project.ts';
import { allEvents, allRuns } from './sim-record.ts';

const START = Date.UTC(2026, 2, 2, 10, 0, 17);
const NAMES = ['a', 'b'] as const;
/** Faults of one simulation, with up to half a minute between two. */
const FAULTS = [6, 14] as const;
/** Hosts' clocks may differ by this; the lease row needs that they agree to well within its three seconds. */
const SKEW_MS = 400;
/** A process that is frozen for longer may lose its claims, and a job that ended with it may then run beside another. */
const LONGEST_FREEZE_MS = 15_000;
const QUIET_PATIENCE_MS = 15 * 60_000;

/** A seeded history of two processes on one store, under a clock that does not wait; checked at its end. */
export async function simulate(seed: number): Promise<Verdict> {
  const choose = seeded(seed);
  const simulation = new Simulation(choose);
  await simulation.open();
  await simulation.happen();
  await simulation.check();
  return simulation.verdict;
}

class Simulation {
  readonly verdict = new Verdict();
  readonly #choose: Seeded;
  readonly #pipelines: readonly SimPipeline[];
  readonly #clock = createVirtualClock(START);
  readonly #store = createSqliteStore({ path: ':memory:', clock: this.#clock });
  readonly #world: SimWorld;
  readonly #lives: SimNode[] = [];
  readonly #nodes = new Map<string, SimNode>();
  #edition = 0;

  constructor(choose: Seeded) {
    this.#choose = choose;
    this.#pipelines = simProject(choose);
    this.#world = {
      clock: this.#clock,
      store: this.#store,
      random: createRandomFrom((count) => Uint8Array.from({ length: count }, () => choose.between(0, 255))),
      source: {
        kind: 'folder',
        read: async () => ({
          revision: `edition ${this.#edition}`,
          compilation: sampleCompilation(this.#pipelines.map((one) => compiledPipeline(one, this.#edition))),
        }),
        watch: async () => undefined,
      },
      script: ({ artefact }) => this.#script(artefact.pipeline.name),
      cluster: new Map(),
    };
  }

  async open(): Promise<void> {
    await this.#store.open(this.#clock.now());
    for (const name of NAMES) this.#start(name);
    await this.#pass(5_000);
  }

  async happen(): Promise<void> {
    const choose = this.#choose;
    for (let left = choose.between(...FAULTS); left > 0; left--) {
      await this.#pass(choose.between(500, 30_000));
      const name = choose.pick(NAMES);
      const fault = choose.pick(['kill', 'kill', 'freeze', 'stop', 'edit', 'black out'] as const);
      this.verdict.count(`faults: ${fault}`);
      if (fault === 'kill') await this.#kill([name], choose.between(0, 45_000));
      else if (fault === 'black out') await this.#kill(NAMES, choose.between(30_000, 300_000));
      else if (fault === 'freeze') await this.#freeze(name);
      else if (fault === 'stop') await this.#stop(name);
      else this.#edit();
    }
  }

  async check(): Promise<void> {
    const { verdict } = this;
    const last = this.#clock.now();
    for (let passed = 0; passed < QUIET_PATIENCE_MS; passed += 5_000) {
      await this.#pass(5_000);
      const open = (await allRuns(this.#store)).some(
        (run) => run.fireTime <= last && !FINAL_RUN_STATES.includes(run.state),
      );
      if (!open && passed > 10_000) break;
    }
    const jobs = this.#jobs();
    const runs = await allRuns(this.#store);
    verdict.count('virtual seconds', Math.round((this.#clock.now() - START) / 1_000));
    for (const one of this.#pipelines) {
      checkLedger(one, runs, last, verdict);
      checkJobs(one, jobs, verdict);
      if (one.name === 'follower') checkFollower(one, runs, last, verdict);
      const upstream = this.#pipelines.find(({ name }) => name === one.pipeline.dependsOn?.[0]);
      if (one.name === 'waiter' && upstream !== undefined) checkWaiter(one, upstream, runs, verdict);
    }
    await this.#checkDesired();
    await this.#checkRest();
    for (const topic of ['sluice.runs', 'sluice.audit']) {
      const events = await allEvents(this.#store, topic);
      verdict.count('events', events.length);
      verdict.broken.push(...brokenChains(events));
    }
    for (const node of this.#nodes.values()) node.die();
    await this.#store.close();
  }

  /** After quiet, what is deployed is what the files say. */
  async #checkDesired(): Promise<void> {
    const deployed = new Map((await this.#store.listDeployments({})).map((one) => [one.pipeline, one.artefactDigest]));
    for (const one of this.#pipelines) {
      if (deployed.get(one.name) !== compiledPipeline(one, this.#edition).digest) {
        this.verdict.broken.push(`${one.name} is not deployed as the files say`);
      }
    }
  }

  /** A second look at an unchanged store at the same moment writes nothing. */
  async #checkRest(): Promise<void> {
    const clock = this.#clock;
    const scheduler = createScheduler({
      store: this.#store,
      scope: SCOPE,
      lease: { held: true, fence: await this.#store.currentFence(leaderLease(SCOPE)) },
      clock,
      random: this.#world.random,
      log: createPinoLog({ level: 'silent' }),
      metrics: createRuntimeMetrics(),
      wake: createWake(clock),
      executors: createWake(clock),
    });
    const fence = await this.#store.currentFence(leaderLease(SCOPE));
    await scheduler.look(fence);
    const before = (await allEvents(this.#store, 'sluice.runs')).length;
    await scheduler.look(fence);
    const after = (await allEvents(this.#store, 'sluice.runs')).length;
    if (after !== before) this.verdict.broken.push(`a second look wrote ${after - before} events`);
  }

  #start(name: string): void {
    const life = this.#lives.length;
    const node = new SimNode(this.#world, `${name}-${life}`, this.#choose.between(-SKEW_MS, SKEW_MS));
    this.#lives.push(node);
    this.#nodes.set(name, node);
  }

  /** Time goes on in steps, so that a process that ran into its trap is found dead soon. */
  async #pass(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= 250) await this.#clock.advance(Math.min(250, left));
  }

  async #kill(names: readonly string[], outageMs: number): Promise<void> {
    for (const name of names) this.#nodes.get(name)?.gate.trap(this.#choose.between(1, 40), 'die');
    for (let waited = 0; waited < 4_000 && names.some((name) => this.#nodes.get(name)?.alive); waited += 5) {
      await this.#clock.advance(5);
      for (const name of names) {
        const node = this.#nodes.get(name);
        if (node?.gate.dead === true) node.die();
      }
    }
    for (const name of names) this.#nodes.get(name)?.die();
    await this.#pass(outageMs);
    for (const name of names) this.#start(name);
  }

  async #freeze(name: string): Promise<void> {
    const node = this.#nodes.get(name);
    node?.gate.trap(this.#choose.between(1, 40), 'freeze');
    await this.#pass(this.#choose.between(500, LONGEST_FREEZE_MS));
    node?.gate.thaw();
  }

  async #stop(name: string): Promise<void> {
    const node = this.#nodes.get(name);
    let ended = false;
    void node?.stop().then(() => (ended = true));
    await this.#pass(6_000);
    if (!ended) this.verdict.broken.push('a process that was asked to stop had not after six seconds');
    node?.die();
    this.#start(name);
  }

  #edit(): void {
    this.#edition++;
    for (const node of this.#nodes.values()) node.nudge();
  }

  #script(name: string): JobScript {
    const choose = this.#choose;
    const of = this.#pipelines.find((one) => one.name === name);
    const durationMs = choose.between(...(of?.takes ?? [1, 1]));
    if (!choose.chance(of?.fails ?? 0)) return { durationMs, end: SUCCEEDED };
    const reason = { code: 'JOB_FAILED', message: 'as the seed says', retryable: true };
    return { durationMs, end: { state: 'failed', metrics: {}, reason } };
  }

  #jobs(): readonly JobSpan[] {
    const now = this.#clock.now();
    const clusters = [
      { jobs: this.#world.cluster, diedAt: undefined },
      ...this.#lives.map(({ jobs, diedAt }) => ({ jobs, diedAt })),
    ];
    return clusters.flatMap(({ jobs, diedAt }) =>
      [...jobs].map(([name, { request, script, startedAt, stoppedAt }]) => ({
        pipeline: request.artefact.pipeline.name,
        name,
        from: startedAt,
        to: Math.min(startedAt + script.durationMs, stoppedAt ?? now, diedAt ?? now),
      })),
    );
  }
}
