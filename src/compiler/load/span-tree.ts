/** How a scalar is written; `other` is a collection, or a value that the text does not hold. */
export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded' | 'other';

/** The places of a document's parts: numbers only, no node of a parser. Offsets in UTF-16 units. */
export interface SpanNode {
  readonly start: number;
  readonly end: number;
  readonly style: ScalarStyle;
  /** The key that names this value, where one does. */
  readonly key?: { readonly start: number; readonly end: number };
  /** The string a scalar stands for, to map a stretch of it back to the text. */
  readonly content?: string;
  readonly children?: ReadonlyMap<string | number, SpanNode>;
}
