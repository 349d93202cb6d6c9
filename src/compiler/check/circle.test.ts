import { describe, expect, it } from 'vitest';
import { addStep, circlesOf } from './circle.ts';

/** `ab bc` is a graph with two steps. */
function circles(steps: string): string[] {
  const graph = new Map<string, string[]>();
  for (const step of steps.split(' ')) addStep(graph, step.slice(0, 1), step.slice(1));
  return [...circlesOf(graph)].map((circle) => circle.join(''));
}

describe('circlesOf', () => {
  it('finds each circle once, from its first name on, by the shortest way', () => {
    expect(circles('ab ba')).toEqual(['ab']);
    expect(circles('ca ab bc')).toEqual(['abc']);
    expect(circles('ab bc ca ba')).toEqual(['ab', 'cab']);
    expect(circles('ab ba cd dc')).toEqual(['ab', 'cd']);
    expect(circles('aa')).toEqual(['a']);
  });

  it('finds none in what leads into a circle, out of one, or past all', () => {
    expect(circles('ab bc ad dc')).toEqual([]);
    expect(circles('xa ab ba by yz')).toEqual(['ab']);
    expect(circles('ab ba bm mx xy yx')).toEqual(['ab', 'xy']);
  });

  it('walks a long chain once', () => {
    const chain = Array.from({ length: 100_000 }, (_, index) => [`n${index}`, [`n${index + 1}`]] as const);
    expect([...circlesOf(new Map(chain))]).toEqual([]);
  });
});
