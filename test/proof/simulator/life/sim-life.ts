import { OperatingError } from '../../../../src/runtime/errors.ts';
import type { Runtime } from '../../../../src/runtime/index.ts';
import { createKeyLease, createStoreLease } from '../../../../src/runtime/leader/index.ts';
import type { Outside } from '../../../../src/runtime/outside.ts';
import type { Clock, Engines, JobLogs, Log, Source } from '../../../../src/runtime/ports/index.ts';
import { startRuntime } from '../../../../src/runtime/runtime.ts';
import { type Cluster, ScriptedEngine } from '../../../support/runtime/scripted-engine.ts';
import { Link, type Peer, type Weather } from '../world/link.ts';
import { SCOPE } from '../world/sim-project.ts';
import type { SimWorld } from '../world/sim-world.ts';
import { Gate } from './gate.ts';
import { createSimStore } from './sim-store.ts';

const LEASE_TTL_MS = 3_000;
/** Rarer than in production, where it makes for fast handovers: here it would be half of all that is done. */
const LEASE_POLL_MS = 500;
const CONCURRENCY = 20;
/** What jobs print has no part in this. */
const JOB_LOGS: JobLogs = {
  append: () => undefined,
  read: async () => ({ text: '', nextOffset: 0 }),
  attempts: async () => [],
  appended: 0,
  close: async () => undefined,
};

const PEERS: readonly Peer[] = [
  { name: 'store', failure: 'STORE_UNREACHABLE', patienceMs: 1_500 },
  { name: 'redis', failure: 'LEASE_UNREACHABLE', patienceMs: 1_000 },
  { name: 'bus', failure: 'BUS_UNREACHABLE', patienceMs: 2_000 },
  { name: 'engine', failure: 'ENGINE_UNREACHABLE', patienceMs: 1_000 },
  { name: 'source', failure: 'SOURCE_UNREADABLE', patienceMs: 1_000 },
];
export const PEER_NAMES = ['store', 'redis', 'bus', 'engine', 'source'] as const;

export interface LifeOptions {
  readonly name: string;
  /** How far its wall clock is ahead. */
  readonly skewMs: number;
  /** Lives that ended on this host without a word. */
  readonly dead: readonly string[];
}

/** One life of a process: the whole runtime, in a world that is not there. */
export class SimLife {
  readonly name: string;
  readonly gate: Gate;
  /** Jobs that end with this life. */
  readonly jobs: Cluster = new Map();
  /** When it was killed, by the true clock. */
  diedAt: number | undefined;
  runtime: Runtime | undefined;
  readonly #world: SimWorld;
  readonly #links = new Map<Peer['name'], Link>();
  readonly #clock: Clock;
  #folderChanged: (() => void) | undefined;

  constructor(world: SimWorld, { name, skewMs, dead }: LifeOptions) {
    this.#world = world;
    this.name = name;
    this.gate = new Gate((line) => world.tell(name, line));
    const { gate } = this;
    this.#clock = {
      now: () => world.clock.now() + skewMs,
      monotonic: () => world.clock.monotonic(),
      async sleep(ms, signal) {
        await world.clock.sleep(ms, signal);
        await gate.pass('clock.sleep:after');
      },
    };
    for (const peer of PEERS) {
      const link = new Link(peer, gate, world.clock, world.luck);
      link.weather = world.weather;
      this.#links.set(peer.name, link);
    }
    void this.#begin(dead);
  }

  get alive(): boolean {
    return !this.gate.dead;
  }

  link(name: Peer['name']): Link {
    const link = this.#links.get(name);
    if (link === undefined) throw new Error(`there is no way to ${name}`);
    return link;
  }

  set weather(weather: Weather) {
    for (const link of this.#links.values()) link.weather = weather;
  }

  /** The files have changed. */
  nudge(): void {
    this.#folderChanged?.();
  }

  /** kill -9. */
  die(): void {
    this.gate.die();
    this.diedAt ??= this.#world.clock.now();
  }

  /** SIGTERM. */
  async stop(): Promise<void> {
    await this.runtime?.close();
    this.die();
  }

  async #begin(dead: readonly string[]): Promise<void> {
    const { clock } = this.#world;
    try {
      this.runtime = await startRuntime({
        projectRoot: '/shop',
        ...SCOPE,
        stateDir: '/nowhere',
        store: { kind: 'sqlite', path: ':memory:' },
        lease: { kind: 'store' },
        bus: { kind: 'embedded', dir: '/nowhere' },
        roles: new Set(['reconcile', 'schedule', 'execute', 'relay']),
        compile: () => Promise.reject(new Error('the simulated source compiles')),
        log: this.#log({}),
        engineTypes: ['local', 'command'],
        concurrency: CONCURRENCY,
        clock: this.#clock,
        random: this.#world.random,
        executor: this.name,
        outside: this.#outside(dead),
      });
    } catch (thrown) {
      // As a process that cannot start: its supervisor starts it again.
      this.#world.tell(this.name, `could not start: ${String(thrown)}`);
      await clock.sleep(1_000);
      if (this.alive) await this.#begin(dead);
    }
  }

  #outside(dead: readonly string[]): Outside {
    const world = this.#world;
    const timing = {
      clock: this.#clock,
      log: this.#log({ room: 'lease' }),
      holder: this.name,
      ttlMs: LEASE_TTL_MS,
      pollMs: LEASE_POLL_MS,
    };
    return {
      openStore: async () => {
        const store = createSimStore(
          world.database,
          this.link('store'),
          { own: this.#clock, database: world.clock },
          world.witness(this.name),
        );
        await store.open(this.#clock.now());
        return store;
      },
      lease: (leaseName, store) => {
        const options = { ...timing, store, leaseName };
        if (world.leases === 'store') return createStoreLease(options);
        const key = world.redis.key(leaseName, this.name, LEASE_TTL_MS, this.link('redis'));
        return createKeyLease(key, { ...options, fallback: world.leases === 'fallback' ? 'store' : 'none' });
      },
      bus: () => world.bus.reach(this.link('bus')),
      source: () => this.#source(),
      engines: () => this.#engines(),
      jobLogs: JOB_LOGS,
      register: { dead, leave: async () => undefined },
    };
  }

  #source(): Source {
    const { folder, clock } = this.#world;
    const link = this.link('source');
    return {
      kind: 'folder',
      read: () => link.call('read', () => folder.read()),
      watch: async (signal, changed) => {
        this.#folderChanged = () => {
          // Through the clock, as a debounced watcher: a frozen process hears of it when it wakes.
          void this.#clock.sleep(50).then(changed);
        };
        while (!signal.aborted) await clock.sleep(60_000, signal);
      },
    };
  }

  #engines(): Engines {
    const { clock, script, cluster } = this.#world;
    const link = this.link('engine');
    const local = new ScriptedEngine(clock, script, { type: 'local', cluster: this.jobs });
    const command = new ScriptedEngine(clock, script, { type: 'command', outlives: true, cluster });
    // A job within the process is no call over a network.
    const byType = new Map([
      [local.type, local],
      [command.type, overLink(command, link)],
    ]);
    return {
      get(type) {
        const engine = byType.get(type);
        if (engine !== undefined) return engine;
        throw new OperatingError('ENGINE_MISCONFIGURED', `there is no engine of type ${type}`, { retryable: false });
      },
      close: async () => undefined,
    };
  }

  #log(fields: Readonly<Record<string, unknown>>): Log {
    const { name } = this;
    const world = this.#world;
    const write = (message: string, more: Readonly<Record<string, unknown>> = {}): void =>
      world.tell(name, message, { ...fields, ...more });
    return {
      debug: write,
      info: write,
      warn: write,
      error: write,
      child: (more) => this.#log({ ...fields, ...more }),
    };
  }
}

/** The same engine at the other end of a network. */
function overLink(engine: ScriptedEngine, link: Link): ScriptedEngine {
  return new Proxy(engine, {
    get(target, name) {
      switch (name) {
        case 'submit':
          return (...args: Parameters<ScriptedEngine['submit']>) => link.call(name, () => target.submit(...args));
        case 'observe':
          return (...args: Parameters<ScriptedEngine['observe']>) => link.call(name, () => target.observe(...args));
        case 'stop':
          return (...args: Parameters<ScriptedEngine['stop']>) => link.call(name, () => target.stop(...args));
        default: {
          const member: unknown = Reflect.get(target, name);
          return typeof member === 'function' ? member.bind(target) : member;
        }
      }
    },
  });
}
