import type { RunJson } from '../../server/index.ts';
import type { Terminal } from '../terminal.ts';
import { coarse } from './moments.ts';
import { paintRunState, rowsOf } from './runs-view.ts';

const BEFORE_START: readonly RunJson['state'][] = ['scheduled', 'waiting', 'claimed'];

/** Follows one run on the terminal: a line for each state, the counters in place between them. */
export class RunProgress {
  readonly #terminal: Terminal;
  readonly #seen = new Set<string>();

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  show(run: RunJson): void {
    // Before it starts, the attempt that is to come.
    const attempt = run.attempts.length + (BEFORE_START.includes(run.state) ? 1 : 0);
    const step = `${run.state}/${attempt}`;
    const { paint } = this.#terminal;
    if (!this.#seen.has(step)) {
      if (this.#seen.size === 0)
        this.#terminal.say(`${paint.bold(run.pipeline)} run ${run.id}, fire time ${run.fireAt}`);
      this.#seen.add(step);
      this.#terminal.progress('');
      if (run.finishedAt === null)
        this.#terminal.say(
          `  ${paintRunState(run.state, this.#terminal)}${attempt > 1 ? ` (attempt ${attempt})` : ''}${run.reason ? `: ${run.reason.message}` : ''}`,
        );
    }
    const rows = rowsOf(run);
    if (run.state === 'running' && rows !== '') this.#terminal.progress(`  ${rows} rows`);
  }

  end(run: RunJson): void {
    const { paint } = this.#terminal;
    this.#terminal.progress('');
    const took = run.durationMs === null ? '' : ` in ${coarse(run.durationMs)}`;
    const rows = rowsOf(run);
    // How far this run has read. Whether the pipeline's cursor went there, the run does not say: a later fire, or a person, may hold it.
    const cursor =
      run.cursorAfter !== null && run.cursorAfter !== run.cursorBefore ? `, read up to ${run.cursorAfter}` : '';
    this.#terminal.say(
      `  ${paintRunState(run.state, this.#terminal)}${took}${rows === '' ? '' : `, ${rows} rows written`}${cursor}`,
    );
    if (run.reason && run.state === 'succeeded')
      this.#terminal.warn(`${paint.yellow('warning')}[${run.reason.code}]: ${run.reason.message}`);
    if (run.reason && run.state !== 'succeeded') {
      this.#terminal.warn(`${paint.red('error')}[${run.reason.code}]: ${run.reason.message}`);
      if (run.reason.help) this.#terminal.warn(`${paint.green('help')}: ${run.reason.help}`);
      this.#terminal.warn(`see \`sluice logs ${run.id}\``);
    }
  }
}
