import { TARGET_NAMES, type ConnectorSpec, type TargetName } from '../../src/compiler/connector/index.ts';
import { LEFT_OUT_PLUGINS } from '../../src/compiler/connectors/left-out-plugins.ts';
import { engineTitle, GENERATED } from './engine-title.ts';
import { code, table } from './markdown.ts';

/** Engines that have connectors at all, as the columns of the matrix. */
const ENGINES = TARGET_NAMES.filter((target) => target !== 'command');

/** docs/connectors.md: the matrix, and the plugins that no connector is made of. */
export function connectorsIndex(connectors: readonly ConnectorSpec[]): string {
  const matrix = connectors.map((spec) => [
    `[${spec.name}](connectors/${spec.name}.md)`,
    spec.title,
    spec.datasourceTypes.map(code).join(', ') || '-',
    ...ENGINES.map((engine) => supportOf(spec, engine)),
  ]);
  const leftOut = LEFT_OUT_PLUGINS.map(({ engine, plugins, reason, instead }) => [
    engineTitle(engine),
    plugins.map(code).join(', '),
    reason,
    instead === undefined
      ? '-'
      : isKnown(instead, connectors)
        ? `[${instead}](connectors/${instead}.md)`
        : code(instead),
  ]);
  return [
    '# Connectors',
    '',
    GENERATED,
    '',
    'What each connector can do on each engine. Its page says which fields, modes and options it has there. `connector:` may be',
    'left out where the type of the datasource says it; `?` = the plugin may not load as it comes (its page says why). What an',
    'engine cannot do is a finding of `sluice check`, never dropped in silence.',
    '',
    ...table(['connector', 'what it is', 'datasource types', ...ENGINES.map((engine) => engineTitle(engine))], matrix),
    '',
    '## Plugins without a connector',
    '',
    'These lie in the sources of an engine, and no JSON job can use them.',
    '',
    ...table(['engine', 'plugins', 'why', 'in its place'], leftOut),
    '',
  ].join('\n');
}

function supportOf(spec: ConnectorSpec, engine: TargetName): string {
  const sides = [
    ['read', spec.source[engine]],
    ['write', spec.sink[engine]],
  ] as const;
  const words = sides.flatMap(([word, side]) =>
    side === undefined ? [] : [`${word}${side.plugin?.suspect === undefined ? '' : ' ?'}`],
  );
  return words.join(', ') || '-';
}

function isKnown(name: string, connectors: readonly ConnectorSpec[]): boolean {
  return connectors.some((spec) => spec.name === name);
}
