import { type Message, say, sentence } from '../../message/index.ts';
import { LEFT_OUT_PLUGINS } from '../../compiler/connectors/left-out-plugins.ts';
import { asClause, endWord } from '../../compiler/diagnostics/index.ts';
import type { KnownPlugin } from '../../compiler/connectors/load-plugins.ts';

/** The plugin that a job names; `written` is another name where the job's is none. */
export type FoundPlugin =
  | { readonly known: KnownPlugin; readonly fixed: boolean }
  | { readonly problem: Message; readonly help: Message };

/**
 * Finds a plugin by name. ChunJun swaps the suffixes (`xsource` = `xreader`) and lowers the name's letters. A
 * name that no version has is mended where only one name is near, and the report says so.
 */
export function findPlugin(
  name: string,
  role: 'source' | 'sink',
  target: 'flinkx' | 'chunjun',
  plugins: ReadonlyMap<string, KnownPlugin>,
): FoundPlugin {
  const spellings = target === 'chunjun' ? [name, name.toLowerCase(), swapped(name.toLowerCase())] : [name];
  for (const spelling of spellings) {
    const known = plugins.get(spelling);
    if (known?.role === role) return { known, fixed: false };
    if (known !== undefined)
      return {
        problem: say`\`${name}\` is a ${endWord(role === 'source' ? 'sink' : 'source')}`,
        help: say`name a ${endWord(role)} here`,
      };
  }
  const names = [...plugins].filter(([, plugin]) => plugin.role === role).map(([each]) => each);
  const near = nearestName(name.toLowerCase(), names);
  const known = near === undefined ? undefined : plugins.get(near);
  if (known?.role === role) return { known, fixed: true };
  const left = LEFT_OUT_PLUGINS.find(({ engine, plugins: gone }) => engine === target && gone.includes(name));
  if (left !== undefined) {
    const { reason, instead } = left;
    const help = instead === undefined ? say`no other plugin does the same` : say`use \`${instead}${end(role)}\``;
    return { problem: say`\`${name}\` cannot run: ${sentence(asClause(reason))}`, help };
  }
  return {
    problem: say`no plugin of ${target} that Sluice knows is named \`${name}\``,
    help: say`see docs/connectors.md for the plugins of each version`,
  };
}

/** The only name that is this one with a version, a `db` or less at its end (`polarwriter`, `phoenixreader`, `cassandrawriterer`). */
function nearestName(name: string, names: readonly string[]): string | undefined {
  if (names.includes(name)) return name;
  const [base, suffix] = split(name);
  const near = names.filter((each) => {
    const [other, otherSuffix] = split(each);
    return (
      suffix === otherSuffix && base !== '' && other.startsWith(base) && /^(?:\d*|db)$/.test(other.slice(base.length))
    );
  });
  return near.length === 1 ? near[0] : undefined;
}

/** The store and the end: `cassandra` and `writer`, also of `cassandrawriterer`. */
function split(name: string): readonly [string, string] {
  const [, base = '', suffix = ''] = /^(.*?)(reader|writer|source|sink)(?:er|r|s)?$/.exec(name) ?? [];
  return [base, suffix];
}

function swapped(name: string): string {
  return name.replace(/(reader|source|writer|sink)$/, (suffix) => SWAP[suffix] ?? suffix);
}

const SWAP: Readonly<Record<string, string>> = { reader: 'source', source: 'reader', writer: 'sink', sink: 'writer' };

function end(role: 'source' | 'sink'): string {
  return role === 'source' ? 'reader' : 'writer';
}
