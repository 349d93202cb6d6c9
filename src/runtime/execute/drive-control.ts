import type { Wake } from '../ports/index.ts';

/** Why a job is asked to end before its time. */
export type StopCause = 'cancel' | 'shutdown' | 'timeout' | 'start-timeout';

/**
 * How the executor steers one run from outside. `stop` asks the job to end and records why; `abandon`
 * lets go of it without a record: the claim is somebody else's, or the job outlives this process.
 */
export class DriveControl {
  readonly #wake: Wake;
  #stop: StopCause | undefined;
  #abandoned = false;
  #leaving = false;

  constructor(wake: Wake) {
    this.#wake = wake;
  }

  get stopCause(): StopCause | undefined {
    return this.#stop;
  }

  get abandoned(): boolean {
    return this.#abandoned;
  }

  /** To be let go of as soon as the engine has the job, which goes on without us. */
  get leaving(): boolean {
    return this.#leaving;
  }

  /** The first cause stays, but a person's request outranks the end of the process. */
  stop(cause: StopCause): void {
    const outranks = this.#stop === undefined || (this.#stop === 'shutdown' && cause === 'cancel');
    if (!outranks) return;
    this.#stop = cause;
    this.#wake.wake();
  }

  leave(): void {
    this.#leaving = true;
    this.#wake.wake();
  }

  abandon(): void {
    this.#abandoned = true;
    this.#wake.wake();
  }

  async pause(ms: number, signal: AbortSignal): Promise<void> {
    await this.#wake.wait(ms, signal);
  }
}
