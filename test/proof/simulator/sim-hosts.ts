import type { EventType } from '../../../src/runtime/ports/index.ts';
import type { Seeded } from '../support/seeded.ts';
import { SimLife } from './life/sim-life.ts';
import type { SimWorld } from './world/sim-world.ts';

/** Hosts' clocks may differ by this. */
const SKEW_MS = 400;

/** A host with one process, over all its lives. */
export class SimHost {
  readonly #world: SimWorld;
  readonly #name: string;
  readonly #skewMs: number;
  readonly #choose: Seeded;
  readonly lives: SimLife[] = [];
  #life: SimLife;

  constructor(world: SimWorld, name: string, choose: Seeded) {
    this.#world = world;
    this.#name = name;
    this.#choose = choose;
    this.#skewMs = choose.between(-SKEW_MS, SKEW_MS);
    this.#life = this.#begin([]);
  }

  get life(): SimLife {
    return this.#life;
  }

  kill(): void {
    this.#world.tell(this.#life.name, 'is killed');
    this.#life.die();
  }

  /** Starts it anew where it is dead; mostly it knows then that its last life is over. */
  start(): void {
    if (this.#life.alive) return;
    this.#life = this.#begin(this.#choose.chance(0.6) ? [this.#life.name] : []);
  }

  #begin(dead: readonly string[]): SimLife {
    const name = `${this.#name}-${this.lives.length}`;
    this.#world.tell(name, 'is started');
    const life = new SimLife(this.#world, { name, skewMs: this.#skewMs, dead });
    this.lives.push(life);
    return life;
  }
}

/** What somebody was told who asked for it. */
export interface DoneRollback {
  readonly pipeline: string;
  readonly actor: string;
  /** Of the deployment since then. */
  readonly generation: number;
}

/** Something that a person was told is done. */
export interface ToldDeed {
  readonly pipeline: string;
  readonly actor: string;
  /** Of the event that tells it. */
  readonly type: EventType;
}

/** All hosts of a simulation. */
export class SimHosts {
  readonly all: readonly [SimHost, ...SimHost[]];
  /** Runs that people were told are on record. */
  readonly promised = new Set<string>();
  /** Backfills that people were told are on record. */
  readonly promisedBackfills = new Set<string>();
  /** Rollbacks, and their ends, of which people were told that they are done. */
  readonly rollbacks: DoneRollback[] = [];
  /** What else people were told is done. */
  readonly told: ToldDeed[] = [];
  #people = 0;

  constructor(world: SimWorld, count: number, choose: Seeded) {
    const others = Array.from({ length: count - 1 }, (_, index) => new SimHost(world, 'bcd'.charAt(index), choose));
    this.all = [new SimHost(world, 'a', choose), ...others];
  }

  any(choose: Seeded): SimHost {
    return choose.pick(this.all);
  }

  /** A person who has not been there yet. */
  person(): string {
    return `person-${++this.#people}`;
  }

  get lives(): readonly SimLife[] {
    return this.all.flatMap(({ lives }) => lives);
  }

  nudge(): void {
    for (const { life } of this.all) life.nudge();
  }

  /** Everybody is there and awake. */
  heal(): void {
    for (const host of this.all) {
      host.life.gate.thaw();
      host.start();
      host.life.nudge();
    }
  }
}
