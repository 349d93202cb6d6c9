/**
 * What compilations of one project remember from one to the next, so that an edit of one file is not paid for with all of
 * them. A thing is known by identity: whoever loads the project gives the same value again for the same bytes
 * (`LoadMemory`). What is made must follow from what it is known by alone, so that remembering never changes a result.
 */
export class CompileMemo {
  readonly #last = new Map<string, { readonly inputs: readonly unknown[]; readonly made: unknown }>();
  readonly #made = new WeakMap<object, { readonly world: object; readonly made: unknown }>();

  /** What was made under this name the last time, where all inputs are the same. */
  same<T>(name: string, inputs: readonly unknown[], make: () => T): T {
    const last = this.#last.get(name);
    if (last?.inputs.length === inputs.length && inputs.every((input, index) => input === last.inputs[index]))
      return last.made as T; // of this name one kind is made
    const made = make();
    this.#last.set(name, { inputs, made });
    return made;
  }

  /** What was made of a thing within a world: everything else that it may depend on. */
  of<T>(thing: object, world: object, make: () => T): T {
    const known = this.#made.get(thing);
    if (known?.world === world) return known.made as T; // of a thing one kind is made
    const made = make();
    this.#made.set(thing, { world, made });
    return made;
  }
}
