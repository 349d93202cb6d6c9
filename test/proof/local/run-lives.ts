import { setTimeout as sleep } from 'node:timers/promises';
import { failpointTrap, type FailpointTrap } from '../../support/failpoint-trap.ts';
import { startSluice, type ProgramEnd } from '../../support/sluice-program.ts';
import type { Seeded } from '../support/seeded.ts';
import type { Verdict } from '../support/verdict.ts';

/** What happens to one `sluice run`. */
const FAULTS = ['none', 'trap', 'kill', 'freeze', 'interrupt', 'beside'] as const;

/** What must not be done by halves, and how often a run does it: from the record of the fire to that of its end. */
const COMMIT = /^store\.commit:before$/;
const COMMITS = 8;

/** A run without a fault takes about a second, most of which is the start of the program. */
const LIFE_MS = 1_500;
/** What a run that was frozen sleeps: longer than its claim holds, or not. */
const SLEEPS_MS = [300, 2_000] as const;
/** A run ends by itself, whatever became of the one before. */
const PATIENCE_MS = 120_000;

/** Where the runs of a round are made. */
export interface LifePlace {
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
}

/** The runs of one pipeline, one after the other and two at a time, and what befalls them. */
export class RunLives {
  readonly #place: LifePlace;
  readonly #trap: FailpointTrap;
  readonly #printed: string[] = [];

  constructor(place: LifePlace) {
    this.#place = place;
    this.#trap = failpointTrap(place.folder, 'run');
  }

  /** All that the runs have said so far. */
  get printed(): string {
    return this.#printed.join('\n');
  }

  /** One run, and at most one fault. */
  async live(choose: Seeded, verdict: Verdict): Promise<void> {
    const fault = choose.pick(FAULTS);
    verdict.count(`runs with ${fault}`);
    switch (fault) {
      case 'none':
        await this.run();
        return;
      case 'trap': {
        const sprungBefore = await this.#trap.sprung();
        await this.#trap.arm(COMMIT, choose.between(1, COMMITS));
        await this.#ended(this.#start(this.#trap.env));
        if ((await this.#trap.sprung()) !== sprungBefore) verdict.count('traps that shut');
        return;
      }
      case 'kill':
      case 'interrupt': {
        const life = this.#start();
        await sleep(choose.between(1, LIFE_MS));
        life.signal(fault === 'kill' ? 'SIGKILL' : 'SIGINT');
        await this.#ended(life);
        return;
      }
      case 'freeze':
      case 'beside': {
        const life = this.#start();
        await sleep(choose.between(1, LIFE_MS));
        life.signal('SIGSTOP');
        const other = fault === 'beside' ? this.#start() : undefined;
        await sleep(choose.pick(SLEEPS_MS));
        life.signal('SIGCONT');
        await Promise.all([life, ...(other === undefined ? [] : [other])].map((each) => this.#ended(each)));
      }
    }
  }

  /** One run to which nothing happens. */
  run(): Promise<ProgramEnd> {
    return this.#ended(this.#start());
  }

  #start(env: Readonly<Record<string, string>> = {}) {
    const { folder, env: own } = this.#place;
    return startSluice(['run', 'feed'], { cwd: folder, env: { ...own, ...env } });
  }

  async #ended(life: ReturnType<typeof startSluice>): Promise<ProgramEnd> {
    const late = setTimeout(() => life.signal('SIGKILL'), PATIENCE_MS);
    const end = await life.ended;
    clearTimeout(late);
    this.#printed.push(`${end.code ?? end.signal} ${end.stdout}${end.stderr}`);
    return end;
  }
}
