import { computed, signal } from '@preact/signals';
import type { Diagnostics, EventItem, Pipeline, Run, Status } from './api-types.ts';

/** `connecting` until the first answer; `polling` while there is no stream; `lost` while nothing answers. */
export type Connection = 'connecting' | 'live' | 'polling' | 'lost';

export const connection = signal<Connection>('connecting');
export const status = signal<Status | undefined>(undefined);
export const diagnostics = signal<Diagnostics | undefined>(undefined);
/** Undefined until loaded. */
export const pipelines = signal<readonly Pipeline[] | undefined>(undefined);
/** The newest change of a run and the newest event, for views that keep lists of their own. */
export const changedRun = signal<Run | undefined>(undefined);
export const newEvent = signal<EventItem | undefined>(undefined);
/** Counts up when everything had better be read anew. */
export const generation = signal(0);

/** The server's clock less this browser's, so that relative times are right on a host whose clock is not. */
export const clockSkew = signal(0);
const ticking = signal(Date.now());
setInterval(() => {
  ticking.value = Date.now();
}, 1000);
/** The server's time, ticking. */
export const now = computed(() => ticking.value + clockSkew.value);

/** A short message at the edge of the page. */
export interface Notice {
  readonly kind: 'done' | 'failed';
  readonly text: string;
  readonly help?: string | null;
  readonly link?: { readonly href: string; readonly text: string };
}

export const notice = signal<Notice | undefined>(undefined);
let fading: ReturnType<typeof setTimeout> | undefined;

/** Shows a notice for a while; one that failed stays longer. */
export function notify(shown: Notice): void {
  clearTimeout(fading);
  notice.value = shown;
  fading = setTimeout(
    () => {
      notice.value = undefined;
    },
    shown.kind === 'failed' ? 15_000 : 6_000,
  );
}
