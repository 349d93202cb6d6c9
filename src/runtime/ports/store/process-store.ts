/** A process of Sluice, as it tells of itself. */
export interface ProcessFacts {
  /** Unique over all processes and restarts; the name in claims and leases. */
  readonly name: string;
  readonly host: string;
  /** Of the build that it runs. */
  readonly version: string;
  readonly project: string;
  readonly environment: string;
  readonly roles: readonly string[];
  /** That runs may ask for; default none. */
  readonly labels?: readonly string[];
  /** UTC milliseconds by its own clock. */
  readonly startedAt: number;
  /** It has read that it is drained, and takes no run any more. */
  readonly drained: boolean;
}

/** A person's wish that a process, or all of a host, take no new runs. */
export interface Drain {
  /** Name of a process, which ends with it, or of a host, whose processes to come are drained too. */
  readonly target: string;
  /** What can go on elsewhere is given to others at once. */
  readonly handOver: boolean;
  readonly reason: string | undefined;
  readonly actor: string;
  /** UTC milliseconds. */
  readonly askedAt: number;
}

/** A process as others see it. */
export interface ProcessRecord extends ProcessFacts {
  readonly labels: readonly string[];
  /** How long it has not been heard of, in milliseconds by the clock that all of them are measured by. */
  readonly silentMs: number;
  /** Runs that it holds. */
  readonly held: number;
  readonly drain: Drain | undefined;
}

/** A wish to drain or not to, and where it is written down. */
export interface DrainRequest {
  readonly target: string;
  readonly actor: string;
  readonly reason?: string;
  readonly handOver?: boolean;
  /** The environment whose audit tells of it. */
  readonly project: string;
  readonly environment: string;
}

/** Which processes there are, and which of them are drained. */
export interface ProcessStore {
  /** Notes that the process lives. Returns how it is drained. */
  beat(process: ProcessFacts, now: number): Promise<Drain | undefined>;
  /** Forgets those that were not heard of for a day, and tells of each whose drain ends with it. */
  forgetSilent(now: number): Promise<void>;
  /** The process ends, and says so. */
  leave(name: string): Promise<void>;
  /** By host and name. */
  listProcesses(now: number): Promise<readonly ProcessRecord[]>;
  listDrains(): Promise<readonly Drain[]>;
  /** False = it was drained already; reason and hand-over are the new ones then. */
  drain(request: DrainRequest, now: number): Promise<boolean>;
  /** False = it was not drained. */
  undrain(request: DrainRequest, now: number): Promise<boolean>;
}
