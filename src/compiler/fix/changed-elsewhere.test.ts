import { describe, expect, it } from 'vitest';
import { changedElsewhere } from './changed-elsewhere.ts';

/** Takes `gone` out of a text, at its last place, and puts another text there. */
function changed(text: string, gone: string, instead = ''): boolean {
  const start = text.lastIndexOf(gone);
  const end = start + gone.length;
  return changedElsewhere('a.yaml', text, {
    text: text.slice(0, start) + instead + text.slice(end),
    before: [{ start, end }],
    after: [{ start, end: start + instead.length }],
  });
}

describe('changedElsewhere', () => {
  it('sees what an alias brings in from the place that changes', () => {
    expect(changed('a: &x one\nb: 1\nc: *x\n', 'one', 'two')).toBe(true);
    expect(changed('a: &x one\nb: 1\nc: 2\n', 'one', 'two')).toBe(false);
  });

  it('takes items behind one that goes for the same', () => {
    expect(changed('a:\n  - x\n  - y\n  - z\n', '  - y\n')).toBe(false);
    expect(changed('a:\n  - x\n  - x\n  - z\n', '  - x\n')).toBe(false);
    expect(changed('a: [x, y, z, { k: 1 }]\n', ', y')).toBe(false);
    expect(changed('a: [x, y, z]\n', 'y', 'y, w')).toBe(false);
  });

  it('sees a list change elsewhere that loses an item here', () => {
    expect(changed('a: &l\n  - x\n  - y\n  - z\nb: 1\nc: *l\n', '  - y\n')).toBe(true);
  });
});
