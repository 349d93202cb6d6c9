import { hideSecrets, isSecretName } from '../diagnostics/index.ts';
import { pointerSteps } from '../text/index.ts';
import { isMap, type JsonValue } from './compare/differences.ts';
import type { ChangeDocument } from './plan-document.ts';

const HIDDEN = '***';

/** A shorter value may be a part of any word. */
const MASKED_ANYWHERE = 4;

/** Most texts of a plan hold none of these, and are looked at no closer. */
const MAY_HOLD = /passw|pwd|secret|token|credential|key|auth|cookie|basic|identified|:\/\//i;

/**
 * A change as it may be shown: a plan is read by more people than the files are, and one that takes a secret out of a file would
 * print it once more. Stars for defaults of parameters with the name of a secret, wherever they are filled in, and for what looks
 * like a secret in any text.
 */
export function hideChangeSecrets(change: ChangeDocument): ChangeDocument {
  const literals = change.values.flatMap(({ path, before, after }) =>
    isSecretParameter(path) ? [...literalsIn(before), ...literalsIn(after)] : [],
  );
  const text = (shown: string): string => hideText(shown, literals);
  const value = (path: string, shown: JsonValue | undefined): JsonValue | undefined =>
    shown === undefined ? undefined : hideValue(shown, text, isSecretParameter(path));
  return {
    ...change,
    consequences: change.consequences.map(text),
    findings: change.findings.map((each) => ({ ...each, consequence: text(each.consequence) })),
    // over what it was, so that keys stay in their order
    values: change.values.map((each) => ({
      ...each,
      ...present('before', value(each.path, each.before)),
      ...present('after', value(each.path, each.after)),
    })),
    runTimeValues: change.runTimeValues.map((each) => ({
      ...each,
      text: text(each.text),
      before: each.before === null ? null : text(each.before),
      after: each.after === null ? null : text(each.after),
    })),
    downstream: change.downstream.map((each) => ({ ...each, effect: text(each.effect) })),
  };
}

function present(key: 'before' | 'after', value: JsonValue | undefined): Partial<Record<typeof key, JsonValue>> {
  return value === undefined ? {} : { [key]: value };
}

function isSecretParameter(path: string): boolean {
  const [top, name = ''] = pointerSteps(path);
  return top === 'params' && isSecretName(name);
}

/** What is written out; a reference gives nothing away. */
function literalsIn(value: JsonValue | undefined): readonly string[] {
  const found = isMap(value) ? value['default'] : value;
  if (typeof found === 'number') return [String(found)];
  return typeof found === 'string' && found !== '' && !found.includes('${') ? [found] : [];
}

function hideValue(value: JsonValue, text: (shown: string) => string, isSecret: boolean): JsonValue {
  if (isSecret) {
    const [literal] = literalsIn(value);
    if (literal === undefined) return value;
    return isMap(value) ? { ...value, default: HIDDEN } : HIDDEN;
  }
  if (typeof value === 'string') return text(value);
  if (typeof value !== 'object' || value === null) return value;
  if (isMap(value))
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, hideValue(item, text, false)]));
  const list: readonly JsonValue[] = value;
  return list.map((item, index) => (isAfterFlag(list[index - 1], item) ? HIDDEN : hideValue(item, text, false)));
}

/** `--password`, `hunter2`: a flag and its value as two words of a command. */
function isAfterFlag(flag: JsonValue | undefined, value: JsonValue): boolean {
  if (typeof flag !== 'string' || typeof value !== 'string' || value.includes('${')) return false;
  return /^--?[\w-]+$/.test(flag) && isSecretName(flag) && !value.startsWith('-');
}

function hideText(shown: string, literals: readonly string[]): string {
  const masked = literals
    .filter(({ length }) => length >= MASKED_ANYWHERE)
    .reduce((text, literal) => text.replaceAll(literal, HIDDEN), shown);
  return MAY_HOLD.test(masked) ? hideSecrets(masked) : masked;
}
