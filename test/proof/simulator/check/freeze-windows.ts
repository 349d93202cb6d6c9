import type { SimPipeline } from '../world/sim-project.ts';

/** A time within which nothing of a pipeline starts, and what becomes of what is due then. */
export interface FreezeWindow {
  readonly from: number;
  readonly to: number;
  readonly fires: 'hold' | 'skip';
}

/** The freezes of a pipeline: those of a simulation deny, and are each once. */
export function freezeWindows({ pipeline: { freezes = [] } }: SimPipeline): readonly FreezeWindow[] {
  return freezes.flatMap(({ window, fires }) => ('to' in window ? [{ ...window, fires }] : []));
}

export function isWithin({ from, to }: FreezeWindow, time: number): boolean {
  return time >= from && time < to;
}

/** The end of the windows that follow each other from a moment on; one that skips lets what is due before it be told at once. */
export function heldUntil(windows: readonly FreezeWindow[], time: number): number {
  let at = time;
  for (;;) {
    const within = windows.filter((window) => isWithin(window, at));
    if (within.length === 0 || within.some(({ fires }) => fires === 'skip')) return at;
    at = Math.max(...within.map(({ to }) => to));
  }
}

/** The end of the last window that has a moment between two, and of those that follow it without a gap; undefined = there is none. */
export function closedBetween(windows: readonly FreezeWindow[], from: number, to: number): number | undefined {
  const within = windows.filter((window) => window.from <= to && window.to > from);
  if (within.length === 0) return undefined;
  let end = Math.max(...within.map((window) => window.to));
  for (let next: FreezeWindow | undefined; (next = windows.find((window) => isWithin(window, end))) !== undefined;)
    end = next.to;
  return end;
}
