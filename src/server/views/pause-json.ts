/** What became of one pipeline that a person paused, or let go on. */
export interface PauseJson {
  readonly pipeline: string;
  readonly outcome: 'paused' | 'paused-already' | 'resumed' | 'not-paused';
  /** Runs that were asked to stop. */
  readonly cancelled: number;
}

/** The answer to it (schemas/pause.schema.json). */
export interface PausesJson {
  readonly formatVersion: string;
  readonly items: readonly PauseJson[];
}
