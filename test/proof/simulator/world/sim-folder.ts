import type { CompiledArtefact } from '../../../../src/compiler/index.ts';
import { OperatingError } from '../../../../src/runtime/errors.ts';
import type { DesiredState } from '../../../../src/runtime/ports/index.ts';
import { sampleCompilation } from '../../../support/runtime/sample-artefact.ts';
import { compiledPipeline, type SimPipeline } from './sim-project.ts';

/** Less than one pipeline of all: whatever is gone waits for a yes. */
export const HOLDING_SHARE = 0.05;
/** Of what may go by itself, where nobody has said more. */
const SHARE = 0.3;

/** What a folder of definitions may look like while people and programs work on it. */
export type FolderState = 'well' | 'empty' | 'unreadable' | 'broken';

/** The desired state, and everything that it was ever asked to do without. */
export class SimFolder {
  state: FolderState = 'well';
  #pipelines: readonly SimPipeline[];
  /** Every form that a pipeline has ever had, by its digest. */
  readonly #forms = new Map<string, SimPipeline>();
  readonly #removed = new Set<string>();
  readonly #everRemoved = new Set<string>();
  #holds = false;
  #held = false;
  #edition = 0;
  #comings = 0;
  #changes = 0;

  constructor(pipelines: readonly SimPipeline[]) {
    this.#pipelines = pipelines;
  }

  /** Pipelines that are wanted, with the digest that they are to have. */
  get wanted(): ReadonlyMap<string, string> {
    return new Map(this.#present().map((one) => [one.name, this.#compiled(one).digest]));
  }

  /** Whether somebody has ever taken this one out on purpose. */
  wasRemoved(name: string): boolean {
    return this.#everRemoved.has(name);
  }

  /** The policy from now on: whatever is gone waits for a yes. Once it was let go it is for good: nobody can tell what is held by then. */
  hold(): void {
    if (this.#held && !this.#holds) return;
    this.#held = true;
    this.#holds = true;
  }

  /** The policy from now on: what is gone goes, and what was held too. */
  holdNoMore(): void {
    this.#holds = false;
  }

  /** Whether nothing that was ever held may go by itself. */
  get holds(): boolean {
    return this.#holds;
  }

  /** How often something was put back. */
  get comings(): number {
    return this.#comings;
  }

  /** Whether runs of another wait for this one's. */
  isWaitedFor(name: string): boolean {
    return this.#pipelines.some(({ pipeline }) => pipeline.dependsOn?.includes(name) === true);
  }

  edit(): void {
    this.#edition++;
  }

  remove(name: string): void {
    this.#removed.add(name);
    this.#everRemoved.add(name);
  }

  putBack(): void {
    this.#comings++;
    this.#removed.clear();
  }

  /** What its files say of a pipeline from now on. */
  replace(of: SimPipeline): void {
    this.#pipelines = this.#pipelines.map((one) => (one.name === of.name ? of : one));
    this.#changes++;
  }

  /** What its files say of a pipeline now. */
  present(name: string): SimPipeline | undefined {
    return this.#pipelines.find((one) => one.name === name);
  }

  /** The form of a pipeline that has this digest; undefined = no file ever said it. */
  formOf(digest: string): SimPipeline | undefined {
    return this.#forms.get(digest);
  }

  /** What a reading of it gives at this moment. */
  read(): DesiredState {
    if (this.state === 'unreadable')
      throw new OperatingError('SOURCE_UNREADABLE', 'the folder cannot be read', { retryable: true });
    const present = this.#present();
    // Of a broken file nobody knows which pipelines it holds.
    const seen = this.state === 'empty' ? [] : this.state === 'broken' ? present.slice(1) : present;
    const compilation = sampleCompilation(
      seen.map((one) => this.#compiled(one)),
      { incomplete: this.state === 'broken', policies: this.#policies() },
    );
    const policy = this.#holds ? ' holds' : '';
    return {
      revision: `${this.state} ${this.#edition}.${this.#changes} ${[...this.#removed].join()}${policy}`,
      compilation,
    };
  }

  #policies(): DesiredState['compilation']['policies'] {
    return this.#holds
      ? { prune: 'confirm', maxChangedShare: HOLDING_SHARE }
      : { prune: 'auto', maxChangedShare: SHARE };
  }

  #compiled(of: SimPipeline): CompiledArtefact {
    const compiled = compiledPipeline(of, this.#edition);
    this.#forms.set(compiled.digest, of);
    return compiled;
  }

  #present(): readonly SimPipeline[] {
    return this.#pipelines.filter(({ name }) => !this.#removed.has(name));
  }
}
