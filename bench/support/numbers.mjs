/** Two digits after the point. @param {number} value */
export function round(value) {
  return Math.round(value * 100) / 100;
}

/** The value below which this share of the values lies. @param {number[]} values @param {number} share */
export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** A figure that is worse when it is larger. @param {number} value @param {string} unit @param {{ name: string, value: number }} against */
export function figure(value, unit, against) {
  return {
    value: round(value),
    unit,
    against: { ...against, value: round(against.value) },
    ratio: round(value / against.value),
  };
}

/** Rows a second: the ratio is how many times longer it takes than the floor. @param {number} value @param {{ name: string, value: number }} against */
export function rate(value, against) {
  return {
    value: Math.round(value),
    unit: 'rows/s',
    against: { ...against, value: Math.round(against.value) },
    ratio: round(against.value / value),
  };
}

/** Prints a figure for people. */
export function show(say, name, { value, unit, against, ratio }) {
  say(
    `${name.padEnd(34)} ${String(value).padStart(10)} ${unit.padEnd(7)} x${ratio} of ${against.name} (${against.value})`,
  );
}
