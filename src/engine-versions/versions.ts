import { CHUNJUN } from './chunjun.ts';
import { capabilitiesOf, FLINK_VERSIONS, type FlinkCapabilities } from './flink.ts';
import { FLINKX, type SyncJobDialect } from './flinkx.ts';

const FLINK_SQL_VERSIONS = FLINK_VERSIONS.slice(FLINK_VERSIONS.indexOf('1.16'));

const SUPPORTED: Readonly<Record<string, readonly string[]>> = {
  flinkx: ['1.11'],
  chunjun: ['1.12', '1.16'],
  'flink-sql': FLINK_SQL_VERSIONS,
};

/** Versions of an engine type that we print jobs for, oldest first; empty for a type without versions. */
export function supportedVersions(type: string): readonly string[] {
  return SUPPORTED[type] ?? [];
}

/** `1.20.3` is `1.20`: a patch release never matters here. Other texts pass as they are. */
export function minorVersion(version: string): string {
  return /^(\d+\.\d+)\.\d+$/.exec(version)?.[1] ?? version;
}

/** True when we print jobs for this version. Types without versions accept only an absent one. */
export function isSupported(type: string, version: string | undefined): boolean {
  const versions = supportedVersions(type);
  if (version === undefined) return versions.length === 0;
  return versions.includes(minorVersion(version));
}

/** How a version of FlinkX or ChunJun spells its job; undefined for a version that is not known. */
export function syncJobDialect(type: 'flinkx' | 'chunjun', version: string): SyncJobDialect | undefined {
  return (type === 'flinkx' ? FLINKX : CHUNJUN)[minorVersion(version)];
}

/** What a version of Flink can do; undefined for a version that is not known. */
export function flinkCapabilities(version: string): FlinkCapabilities | undefined {
  const known = FLINK_VERSIONS.find((candidate) => candidate === minorVersion(version));
  return known === undefined ? undefined : capabilitiesOf(known);
}
