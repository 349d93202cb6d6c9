import type { DatasourceDefinition } from '../syntax/index.ts';
import { child, type Location, type Path } from '../text/index.ts';
import { addressedAnew } from './lower-datasource.ts';
import type { PlacedValue } from './lower-project.ts';

/** One value of a project as it is in an environment, with the place that says so. */
export interface EffectiveValue {
  /** As `engines`, `batch`, `mode`. */
  readonly path: Path;
  readonly value: string | number | boolean | null;
  /** Undefined where no file says it: what Sluice takes then. */
  readonly at: Location | undefined;
}

type Fields = Readonly<Record<string, unknown>>;

/** What Sluice takes where sluice.yaml says nothing. */
const DEFAULTS: readonly EffectiveValue[] = [
  { path: ['defaults', 'timeZone'], value: 'UTC', at: undefined },
  { path: ['policies', 'prune'], value: 'confirm', at: undefined },
  { path: ['policies', 'maxChangedShare'], value: 0.3, at: undefined },
  { path: ['policies', 'restoreWindow'], value: '7d', at: undefined },
  { path: ['policies', 'selfHeal'], value: 'off', at: undefined },
];

/**
 * Every value of sluice.yaml and of the datasources as it is in one environment: its changes replace key by key, those
 * of `options` and `properties` one level deeper. Files of the wrong shape give what can be read of them.
 */
export function effectiveValues(
  project: PlacedValue,
  datasources: readonly PlacedValue[],
  environment: string,
): EffectiveValue[] {
  const { environments, engines, ...own } = fieldsOf(project.value);
  const overlay = fieldsOf(fieldsOf(environments)[environment]);
  const overlayAt = child(project.at, 'environments', environment);
  const values = leavesOf(own, [], project.at);
  for (const [name, engine] of Object.entries(fieldsOf(engines))) {
    const change = fieldsOf(fieldsOf(overlay['engines'])[name]);
    const changeAt = child(overlayAt, 'engines', name);
    values.push(...merged(fieldsOf(engine), child(project.at, 'engines', name), change, changeAt, ['engines', name]));
  }
  for (const { value, at } of datasources) {
    const { name, ...fields } = fieldsOf(value);
    if (typeof name !== 'string') continue;
    const change = fieldsOf(fieldsOf(overlay['datasources'])[name]);
    const changeAt = child(overlayAt, 'datasources', name);
    // `as`: only the keys of an address are looked at
    const base = { ...addressedAnew({ ...fields } as unknown as DatasourceDefinition, change) } as Fields;
    values.push(...merged(base, at, change, changeAt, ['datasources', name]));
  }
  values.push(...leavesOf(fieldsOf(overlay['params']), ['params'], child(overlayAt, 'params')));
  const said = new Set(values.map(({ path }) => path.join('.')));
  return [...values, ...DEFAULTS.filter(({ path }) => !said.has(path.join('.')))];
}

/** Keys whose own keys are replaced one by one. */
const DEEPER = new Set(['options', 'properties']);

function merged(base: Fields, at: Location, change: Fields, changeAt: Location, path: Path): EffectiveValue[] {
  return [...new Set([...Object.keys(base), ...Object.keys(change)])].flatMap((key) => {
    const steps = [...path, key];
    if (DEEPER.has(key) && key in base && key in change)
      return merged(fieldsOf(base[key]), child(at, key), fieldsOf(change[key]), child(changeAt, key), steps);
    return key in change
      ? leavesOf(change[key], steps, child(changeAt, key))
      : leavesOf(base[key], steps, child(at, key));
  });
}

function leavesOf(value: unknown, path: Path, at: Location): EffectiveValue[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => leavesOf(item, [...path, index], child(at, index)));
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, item]) => leavesOf(item, [...path, key], child(at, key)));
  const isScalar = value === null || ['string', 'number', 'boolean'].includes(typeof value);
  return isScalar ? [{ path, value: value as EffectiveValue['value'], at }] : []; // `as`: looked at just before
}

function fieldsOf(value: unknown): Fields {
  // `as`: any object may be asked for a member
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}
