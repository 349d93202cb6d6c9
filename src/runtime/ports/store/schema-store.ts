/** A step of the schema that is to come. */
export interface PendingMigration {
  readonly number: number;
  readonly name: string;
}

/** A store's schema against that of this build. */
export interface SchemaStatus {
  /** The newest step that the store has; 0 = it was never made. */
  readonly found: number;
  /** The newest step that this build knows. */
  readonly own: number;
  /** What this build adds when it starts, oldest first. */
  readonly pending: readonly PendingMigration[];
  /** Of the store's steps, those of newer builds. */
  readonly newer: readonly number[];
  /** This build goes on with what newer ones have made of the store. */
  readonly thisGoesOn: boolean;
  /** Processes of the schema that was found go on when the pending steps are made. */
  readonly othersGoOn: boolean;
}

/** What a store is made of, as it is now: another process may bring it forward, and a person may put an older copy in its place. */
export interface SchemaStore {
  /** Throws STORE_UNREACHABLE. */
  schema(): Promise<SchemaStatus>;
}
