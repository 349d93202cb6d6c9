/** What a selection goes by. */
export interface Selectable {
  readonly name: string;
  readonly family?: string;
  readonly tags: readonly string[];
}

/** Whether a term, a name, a glob of names or `tag:x`, selects a pipeline; of a family by its name or by theirs. */
export function isSelected({ name, family, tags }: Selectable, term: string): boolean {
  const [values, pattern] = term.startsWith('tag:')
    ? [tags, term.slice('tag:'.length)]
    : [[name, family ?? name], term];
  const parts = pattern.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`));
  const test = new RegExp(`^${parts.join('.*')}$`, 'su');
  return values.some((value) => test.test(value));
}
