/** A step of a JSON Pointer (RFC 6901) as it stands between two `/`. */
export function escapeStep(step: string): string {
  return step.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** A step as it is named, of one that stands in a pointer. */
export function unescapeStep(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~');
}

/** The steps of a pointer, as they are named; none of the empty pointer, which is the whole. */
export function pointerSteps(pointer: string): readonly string[] {
  return pointer.split('/').slice(1).map(unescapeStep);
}
