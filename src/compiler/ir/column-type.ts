/** A column's type in Sluice's own words; each target spells it in its engine's words. */
export type ColumnType =
  | { readonly name: 'bool' | 'int8' | 'int16' | 'int32' | 'int64' | 'float32' | 'float64' | 'date' | 'json' | 'bytes' }
  | { readonly name: 'decimal'; readonly precision: number; readonly scale: number }
  /** `length` in characters; absent = unbounded. */
  | { readonly name: 'string'; readonly length?: number }
  /** `precision` = digits of the fraction of a second, 0 to 9. */
  | { readonly name: 'time' | 'timestamp' | 'timestamptz'; readonly precision: number };

export type ColumnTypeName = ColumnType['name'];
