import { afterEach, describe, expect, test } from 'vitest';
import { failpoint, withFailpoints } from './failpoints.ts';

const HOOK = Symbol.for('sluice.failpoint');

class Counter {
  readonly step = 2;
  #count = 0;

  async add(): Promise<number> {
    this.#count += this.step;
    return this.#count;
  }

  async fail(): Promise<never> {
    throw new Error('it failed');
  }

  get(): number {
    return this.#count;
  }
}

describe('withFailpoints', () => {
  afterEach(() => void Reflect.deleteProperty(globalThis, HOOK));

  test('leaves everything as it is where nobody listens', () => {
    const counter = new Counter();
    expect(withFailpoints('counter', counter)).toBe(counter);
    expect(() => failpoint('anywhere')).not.toThrow();
  });

  test('tells where a process is before and after each call, also of one that fails', async () => {
    const points: string[] = [];
    Reflect.set(globalThis, HOOK, (point: string) => points.push(point));
    const counter = withFailpoints('counter', new Counter());
    await expect(counter.add()).resolves.toBe(2);
    await expect(counter.fail()).rejects.toThrow('it failed');
    expect([counter.get(), counter.step]).toEqual([2, 2]);
    failpoint('in the middle');
    expect(points).toEqual([
      'counter.add:before',
      'counter.add:after',
      'counter.fail:before',
      'counter.fail:after',
      'counter.get:before',
      'in the middle',
    ]);
  });
});
