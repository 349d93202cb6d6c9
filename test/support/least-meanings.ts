import type { Meaning } from '../../src/compiler/index.ts';
import type { Path } from '../../src/compiler/text/index.ts';

type Least = readonly (readonly [fields: RegExp, least: Meaning])[];

/** How serious a change of a field is at least, whatever its values: the first line that matches its path. */
const LEAST: Readonly<Record<'pipeline' | 'datasource' | 'project', Least>> = {
  pipeline: [
    [/^(name|owner|description|tags|alerts)\b/, 'cosmetic'],
    [/\/comment$/, 'cosmetic'],
    [/^(state|schedule|dependsOn)\b/, 'schedule'],
    [/^(priority|runOn|startTimeout|pool|retry|timeout|engine)\b/, 'resource'],
    [/^params\/\w+\/pattern$/, 'resource'],
    [/^params\//, 'data-affecting'],
    [/^(source|sink)\/options\/(fetchSize|batchSize)$/, 'resource'],
    [/^source\/splitBy$/, 'resource'],
    [/^(source|transform|sink|command)\b/, 'data-affecting'],
    [/^settings\/errorLimit\//, 'data-affecting'],
    [/^expect\//, 'data-affecting'],
    [/^settings\/options\//, 'data-affecting'],
    [/^settings\//, 'resource'],
  ],
  datasource: [
    [/\/limit$/, 'resource'],
    [/\/(username|password|accessKey|secretKey|token|privateKeyPath)$/, 'resource'],
    [/./, 'data-affecting'],
  ],
  project: [
    [/^defaults\/owner$/, 'cosmetic'],
    [/^(environments\/\w+\/)?alerts\//, 'cosmetic'],
    [/^defaults\/timeZone$/, 'schedule'],
    [/^(environments\/\w+\/)?engines\//, 'resource'],
    [/^defaults\/engine$/, 'resource'],
    [/^pools\//, 'resource'],
    [/^(calendars|freezes)\//, 'schedule'],
    [/^environments\/\w+\/datasources\/\w+\/limit$/, 'resource'],
    [/^environments\/\w+\/(datasources|params)\//, 'data-affecting'],
  ],
};

/** How serious a change of the field at a path is at least; fails where nobody has said it. */
export function leastMeaning(kind: keyof typeof LEAST, path: Path): Meaning {
  const field = path.join('/');
  const line = LEAST[kind].find(([fields]) => fields.test(field));
  if (line === undefined) throw new Error(`say in least-meanings.ts what a change of ${kind} ${field} means at least`);
  return line[1];
}
