import { say, type Message } from '../../message/index.ts';
import { supportedVersions } from '../../engine-versions/index.ts';
import { settingBlocks, TARGET_NAMES, type ConnectorSpec } from '../connector/index.ts';
import { listWords, roleWord } from '../diagnostics/index.ts';
import type { Location } from '../text/index.ts';
import type { Side } from './rule.ts';

/** Where an option that is unknown at its place would be known. */
export interface Elsewhere {
  readonly note?: Message;
  /** What to write instead, where that is known. */
  readonly help?: Message;
  /** The map that it belongs to, where it would only have to be moved. */
  readonly into?: Location;
}

/** Finds an option of a connector among the fields beside it, on the other side, and on the other engines. */
export function connectorOptionElsewhere({
  role,
  node,
  spec,
  connector,
}: Side): (key: string) => Elsewhere | undefined {
  return (key) => {
    if (spec.fields.some((field) => field === key))
      return { help: say`\`${key}\` is a field of the ${roleWord(role)}: write it beside \`options\``, into: node.at };
    const targets = TARGET_NAMES.filter((target) => hasOption(connector, role, target, key));
    if (targets.length > 0)
      return { note: say`as a ${roleWord(role)} it has \`${key}\` on ${listWords(targets, 'and')}` };
    const other = role === 'source' ? 'sink' : 'source';
    if (!TARGET_NAMES.some((target) => hasOption(connector, other, target, key))) return undefined;
    return { note: say`\`${key}\` is an option of connector \`${connector.name}\` as a ${roleWord(other)}` };
  };
}

function hasOption(
  connector: ConnectorSpec,
  role: Side['role'],
  target: (typeof TARGET_NAMES)[number],
  key: string,
): boolean {
  const options = connector[role][target]?.options;
  return options !== undefined && Object.hasOwn(options, key);
}

/** Blocks of a job's `setting` that fields of `settings` stand for. */
const SAID_BY: Readonly<Record<string, Message>> = {
  speed: say`use \`parallelism\` or \`rateLimit\`, which have these names on every engine`,
  errorLimit: say`use \`errorLimit\` of \`settings\`, which has this name on every engine that has a limit`,
};

/** Finds a setting of FlinkX or ChunJun among the fields of `settings`, and in other versions. */
export function settingElsewhere(key: string): Elsewhere | undefined {
  if (Object.hasOwn(SAID_BY, key)) return { help: SAID_BY[key] ?? say`` };
  const versions = (['flinkx', 'chunjun'] as const).flatMap((type) =>
    supportedVersions(type)
      .filter((version) => Object.hasOwn(settingBlocks(type, version), key))
      .map((version) => `${type} ${version}`),
  );
  return versions.length === 0 ? undefined : { note: say`${listWords(versions, 'and')} would read it` };
}
