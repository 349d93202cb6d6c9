/** Hears where this process is. It may end it or stop it there, and so does not answer. */
type Failpoint = (point: string) => void;

const HOOK = Symbol.for('sluice.failpoint');

/**
 * Tests that kill and freeze processes put a hook in place before the program is loaded; nothing that the program reads can,
 * no variable of its environment either.
 */
function hook(): Failpoint | undefined {
  // `as` because nobody but our own tests knows the symbol.
  return (globalThis as { readonly [HOOK]?: Failpoint })[HOOK];
}

/** A place in which a process may be made to end or to stand still, where that is not before or after a call of a port. */
export function failpoint(point: string): void {
  hook()?.(point);
}

/** The same object; with a hook in place each of its calls is a failpoint before and after: `store.recordFire:after`. */
export function withFailpoints<T extends object>(name: string, target: T): T {
  const hear = hook();
  if (hear === undefined) return target;
  return new Proxy(target, {
    get(object, key) {
      const member: unknown = Reflect.get(object, key, object);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]): unknown => {
        hear(`${name}.${String(key)}:before`);
        // The member is a method of the object, called as one.
        const answer = (member as (...given: unknown[]) => unknown).apply(object, args);
        if (!(answer instanceof Promise)) return answer;
        return answer.finally(() => hear(`${name}.${String(key)}:after`));
      };
    },
  });
}
