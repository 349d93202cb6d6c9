import { OperatingError, type OperatingErrorCode } from '../../../../src/runtime/errors.ts';
import type { Clock } from '../../../../src/runtime/ports/index.ts';
import type { Seeded } from '../../support/seeded.ts';
import type { Gate } from '../life/gate.ts';

/** How bad the way between a process and a service is. */
export interface Weather {
  /** Milliseconds that a message takes, at least and at most. */
  readonly delayMs: readonly [number, number];
  /** How often a question never arrives. */
  readonly drop: number;
  /** How often an answer is lost after the work was done. */
  readonly loseAnswer: number;
  /** How often a question arrives twice. */
  readonly duplicate: number;
}

export const FAIR: Weather = { delayMs: [0, 2], drop: 0, loseAnswer: 0, duplicate: 0 };
export const FOUL: Weather = { delayMs: [1, 120], drop: 0.06, loseAnswer: 0.08, duplicate: 0.05 };

/** The service at the other end, as the sender sees it fail. */
export interface Peer {
  readonly name: 'store' | 'redis' | 'bus' | 'engine' | 'source';
  readonly failure: OperatingErrorCode;
  /** How long an answer is waited for. */
  readonly patienceMs: number;
}

/** The way between one process and one service. What goes wrong on it is what goes wrong on a network: silence. */
export class Link {
  weather: Weather = FAIR;
  /** Nothing arrives in either direction. */
  cut = false;
  readonly #peer: Peer;
  readonly #gate: Gate;
  readonly #clock: Clock;
  readonly #choose: Seeded;

  constructor(peer: Peer, gate: Gate, clock: Clock, choose: Seeded) {
    this.#peer = peer;
    this.#gate = gate;
    this.#clock = clock;
    this.#choose = choose;
  }

  get name(): Peer['name'] {
    return this.#peer.name;
  }

  /** The question is on its way. Rejects when it never arrives: whoever asked has waited for as long as it waits. */
  async ask(what: string): Promise<void> {
    await this.#gate.pass(`${this.name}.${what}:before`);
    await this.#delay();
    if (this.cut || this.#choose.chance(this.weather.drop)) await this.#silence(what);
  }

  /** The answer is on its way back. Rejects when it is lost, although the work was done. */
  async answer(what: string): Promise<void> {
    await this.#delay();
    if (this.cut || this.#choose.chance(this.weather.loseAnswer)) await this.#silence(what);
    await this.#gate.pass(`${this.name}.${what}:after`);
  }

  /** A call there and back; a question that arrives twice is worked on twice. */
  async call<T>(what: string, work: () => Promise<T> | T): Promise<T> {
    await this.ask(what);
    const done = await work();
    if (this.#choose.chance(this.weather.duplicate)) await work();
    await this.answer(what);
    return done;
  }

  async #delay(): Promise<void> {
    const [least, most] = this.weather.delayMs;
    const ms = this.#choose.between(least, most);
    if (ms > 0) await this.#clock.sleep(ms);
  }

  async #silence(what: string): Promise<never> {
    await this.#clock.sleep(this.#peer.patienceMs);
    await this.#gate.pass(`${this.name}.${what}:lost`);
    throw new OperatingError(this.#peer.failure, `${this.name} did not answer: ${what}`, { retryable: true });
  }
}
