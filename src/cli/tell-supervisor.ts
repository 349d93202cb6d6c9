import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { toOperatingError, type Clock, type Log } from '../runtime/index.ts';

/** Who started this process and watches it, as systemd does with `Type=notify`. */
export interface Supervisor {
  /** It serves from here on; the signs of life begin. */
  ready(status: string): Promise<void>;
  /** It ends, and that is no failure. */
  stopping(): Promise<void>;
}

export interface SupervisorOptions {
  /** NOTIFY_SOCKET and WATCHDOG_USEC of systemd. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: Pick<Clock, 'sleep'>;
  readonly log: Log;
  /** Settles when the store has answered, whatever it says: a store that is down is no reason to start this process again. */
  readonly lives: () => Promise<unknown>;
  /** Default: `systemd-notify`. */
  readonly send?: (...states: readonly string[]) => Promise<unknown>;
}

/**
 * Tells systemd that the process is ready, lives, and stops. A sign of life goes out only after the store has settled a question:
 * where the event loop or the connections to the store stand still, none does, and systemd starts the process anew.
 * Nothing is done where nobody asked for it.
 */
export function createSupervisor(options: SupervisorOptions): Supervisor {
  const { environment, clock, log, lives, send = notify } = options;
  const asked = (environment['NOTIFY_SOCKET'] ?? '') !== '';
  const everyMs = watchdogMs(environment) / 3;
  const stop = new AbortController();
  let warned = false;

  async function tell(...states: readonly string[]): Promise<void> {
    try {
      await send(...states);
    } catch (thrown) {
      if (!warned) log.warn('systemd is not told how this process is', { message: toOperatingError(thrown).message });
      warned = true;
    }
  }

  async function keepTelling(): Promise<void> {
    while (!stop.signal.aborted) {
      await lives().catch(() => undefined);
      if (stop.signal.aborted) return;
      await tell('WATCHDOG=1');
      await clock.sleep(everyMs, stop.signal);
    }
  }

  return {
    async ready(status) {
      if (!asked) return;
      await tell('READY=1', `STATUS=${status}`);
      if (everyMs > 0) void keepTelling();
    },
    async stopping() {
      stop.abort();
      if (asked) await tell('STOPPING=1');
    },
  };
}

/** 0 = nobody waits for signs of life. WATCHDOG_PID names the process that they are expected of. */
function watchdogMs(environment: SupervisorOptions['environment']): number {
  const micros = Number(environment['WATCHDOG_USEC'] ?? '');
  const pid = environment['WATCHDOG_PID'];
  if (pid !== undefined && pid !== '' && pid !== String(process.pid)) return 0;
  return Number.isFinite(micros) && micros > 0 ? micros / 1_000 : 0;
}

const run = promisify(execFile);

/** Node has no datagrams of Unix sockets. */
function notify(...states: readonly string[]): Promise<unknown> {
  return run('systemd-notify', [...states], { timeout: 5_000 });
}
