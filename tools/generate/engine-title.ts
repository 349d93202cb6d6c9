import type { TargetName } from '../../src/compiler/connector/index.ts';
import { supportedVersions } from '../../src/engine-versions/index.ts';

const TITLES: Readonly<Record<TargetName, string>> = {
  flinkx: 'FlinkX',
  chunjun: 'ChunJun',
  'flink-sql': 'Flink SQL',
  local: 'local',
  command: 'command',
};

/** What stands at the head of every generated page. */
export const GENERATED = '<!-- Generated from src/compiler/connectors by `npm run generate`. Do not edit. -->';

/** An engine with the versions that jobs are printed for: `FlinkX 1.11`, `Flink SQL 1.16 to 2.1`. */
export function engineTitle(engine: TargetName, versions: readonly string[] = supportedVersions(engine)): string {
  const [first, ...later] = versions;
  const last = later.at(-1);
  if (first === undefined) return TITLES[engine];
  return last === undefined ? `${TITLES[engine]} ${first}` : `${TITLES[engine]} ${first} to ${last}`;
}
