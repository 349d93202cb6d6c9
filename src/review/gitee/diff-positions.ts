/**
 * Where the lines of a file's new state stand in its diff, counted as GitHub's older API does, whose
 * `position` Gitee's has taken over ("relative line of the diff"; not tried there): the line under the first `@@` is 1, and
 * later `@@` lines count too. Only lines that are added or shown around a change have a place.
 */
export function diffPositions(diff: string): ReadonlyMap<number, number> {
  const positions = new Map<number, number>();
  let line = 0;
  let position = -1;
  for (const text of diff.split('\n')) {
    const [, start] = /^@@ -\d+(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(text) ?? [];
    if (start !== undefined) {
      line = Number(start);
      position += 1;
    } else if (position >= 0) {
      position += 1;
      if (text.startsWith('+') || text.startsWith(' ')) {
        positions.set(line, position);
        line += 1;
      }
    }
  }
  return positions;
}
