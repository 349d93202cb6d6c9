import { say } from '../../message/index.ts';
import type { Location } from '../text/index.ts';
import { child } from '../text/index.ts';
import { reportLiteralSecrets } from './literal-secrets.ts';
import type { Report } from './lower-context.ts';
import { lowerText } from './lower-text.ts';
import { sortedEntries } from './sorted-entries.ts';

const IN_OPTIONS = say`no secret may stand in \`options\`: engines show them to everyone who may see a job; give it in the datasource as \`\${secret:env/NAME}\``;

/** The engine's own names in the option at a path. */
type NamesOf = (path: readonly string[]) => readonly string[];

interface OptionScope {
  readonly parameters: readonly string[];
  readonly report: Report;
  readonly engineNames: NamesOf;
}

/** Options with their strings parsed for run-time values; whether an option may have any is its spec's say. */
export function lowerOptions(
  options: Readonly<Record<string, unknown>> | undefined,
  at: Location,
  parameters: readonly string[],
  report: Report,
  engineNames: NamesOf = () => [],
): Record<string, unknown> {
  reportLiteralSecrets(options, at, IN_OPTIONS, report);
  const result: Record<string, unknown> = {};
  for (const [key, value] of sortedEntries(options))
    result[key] = lowerValue(value, child(at, key), [key], { parameters, report, engineNames });
  return result;
}

function lowerValue(value: unknown, at: Location, path: readonly string[], scope: OptionScope): unknown {
  const { parameters, report, engineNames } = scope;
  if (typeof value === 'string') return lowerText(value, at, 'run', parameters, report, engineNames(path));
  if (Array.isArray(value)) return value.map((item, index) => lowerValue(item, child(at, index), path, scope));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      sortedEntries(value as Readonly<Record<string, unknown>>).map(([key, item]) => [
        key,
        lowerValue(item, child(at, key), [...path, key], scope),
      ]),
    );
  }
  return value;
}
