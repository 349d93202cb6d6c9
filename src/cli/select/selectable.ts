/** What a selection looks at of one pipeline. */
export interface Selectable {
  readonly name: string;
  /** The definition that makes it, where that makes several: its name selects all of them. */
  readonly family?: string;
  readonly tags: readonly string[];
  readonly owners: readonly string[];
  /** The file of its definition, from the project's root; absent where that is not known. */
  readonly file?: string;
}
