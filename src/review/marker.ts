/** What the hidden first line of a comment says of it. */
export interface MarkedPlan {
  /** The commit that was planned. */
  readonly head: string;
  readonly base: string;
  /** The moment of the plan, ISO, UTC. */
  readonly at: string;
}

/** How the first line of every comment about a project and environment begins. It is the same in all versions of Sluice. */
export function markerOf(project: string | null, environment: string): string {
  return `<!-- sluice:plan ${encodeURIComponent(project ?? '-')} ${encodeURIComponent(environment)} `;
}

/** The whole line. */
export function markerLine(marker: string, { head, base, at }: MarkedPlan): string {
  return `${marker}head=${head} base=${base} at=${at} -->`;
}

/** What a comment says of itself; undefined where its first line was written by hand. */
export function readMarker(body: string): MarkedPlan | undefined {
  const [, head, base, at] = /^<!-- sluice:plan \S+ \S+ head=(\S+) base=(\S+) at=(\S+) -->/.exec(body) ?? [];
  return head === undefined || base === undefined || at === undefined ? undefined : { head, base, at };
}
