import { escapeStep, pointerSteps } from '../compiler/index.ts';
import { isMapping } from './condition.ts';

/** The value at a JSON Pointer (RFC 6901), or how far the way goes. */
export type Pointed =
  | { readonly value: unknown }
  | {
      /** The part of the pointer that leads somewhere. */
      readonly reached: string;
      /** The step that does not. */
      readonly missing: string;
      /** What there is instead: keys, or indexes. */
      readonly there: readonly string[];
    };

export function isPointer(text: string): boolean {
  return text.startsWith('/');
}

export function atPointer(root: unknown, pointer: string): Pointed {
  let value = root;
  const reached: string[] = [];
  for (const step of pointerSteps(pointer)) {
    const there = namesIn(value);
    if (!there.includes(step)) return { reached: reached.map((each) => `/${each}`).join(''), missing: step, there };
    value = Array.isArray(value) ? value[Number(step)] : isMapping(value) ? value[step] : undefined;
    reached.push(escapeStep(step));
  }
  return { value };
}

function namesIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.map((_, index) => String(index));
  return isMapping(value) ? Object.keys(value) : [];
}
