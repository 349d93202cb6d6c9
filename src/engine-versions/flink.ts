/** What a Flink version can do, as far as something of ours depends on it. */
export interface FlinkCapabilities {
  /** Newest version of the SQL gateway's REST interface; absent = no gateway. */
  readonly gatewayApi?: 'v1' | 'v2' | 'v3' | 'v4';
  /** An INSERT's answer names the job at top level (`jobID`), not only as a row. */
  readonly gatewayJobId: boolean;
  /** `GET /jobs/:id/status` exists. */
  readonly jobStatus: boolean;
  /** `POST /jars/:id/run` takes `flinkConfiguration`; older versions refuse unknown fields. */
  readonly runConfiguration: boolean;
  /** The request field that says who owns a savepoint after a restore; absent = none. */
  readonly restoreField?: 'restoreMode' | 'claimMode';
  /** Savepoint calls take `formatType` and a `triggerId` of the caller's. */
  readonly savepointTriggerId: boolean;
  /** `GET /jobs/:id/exceptions` answers `exceptionHistory`. */
  readonly exceptionHistory: boolean;
  /** `PUT /jobs/:id/resource-requirements` rescales without a restart. */
  readonly resourceRequirements: boolean;
  /** Applications are listed beside jobs. */
  readonly applications: boolean;
  /** INSERT into a table with a primary key is refused without ON CONFLICT, unless a setting says otherwise. */
  readonly requiresOnConflict: boolean;
}

/** The Flink versions known to us, oldest first: releases that changed nothing of ours included. */
export const FLINK_VERSIONS = [
  '1.11',
  '1.12',
  '1.13',
  '1.14',
  '1.15',
  '1.16',
  '1.17',
  '1.18',
  '1.19',
  '1.20',
  '2.0',
  '2.1',
  '2.2',
  '2.3',
] as const;

type FlinkVersion = (typeof FLINK_VERSIONS)[number];

/** Capabilities of a version of {@link FLINK_VERSIONS}. Source: Flink's REST handlers and release notes. */
export function capabilitiesOf(version: FlinkVersion): FlinkCapabilities {
  const since = (first: FlinkVersion): boolean => FLINK_VERSIONS.indexOf(version) >= FLINK_VERSIONS.indexOf(first);
  const gatewayApi = since('2.0')
    ? 'v4'
    : since('1.20')
      ? 'v3'
      : since('1.17')
        ? 'v2'
        : since('1.16')
          ? 'v1'
          : undefined;
  const restoreField = since('1.20') ? 'claimMode' : since('1.15') ? 'restoreMode' : undefined;
  return {
    ...(gatewayApi === undefined ? {} : { gatewayApi }),
    gatewayJobId: since('1.17'),
    jobStatus: since('1.16'),
    runConfiguration: since('1.17'),
    ...(restoreField === undefined ? {} : { restoreField }),
    savepointTriggerId: since('1.15'),
    exceptionHistory: since('1.13'),
    resourceRequirements: since('1.18'),
    applications: since('2.3'),
    requiresOnConflict: since('2.3'),
  };
}
