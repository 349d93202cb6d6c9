import { Type } from 'typebox';

/** Strict object: a key that is not named is an error. */
export function strict<P extends Type.TProperties>(properties: P, options: Type.TObjectOptions = {}): Type.TObject<P> {
  return Type.Object(properties, { additionalProperties: false, ...options });
}

/** One of a few words. Written as an enum, so that a wrong word gives one error. */
export function words<const W extends readonly string[]>(values: W, description?: string): Type.TUnsafe<W[number]> {
  return Type.Unsafe<W[number]>({ type: 'string', enum: [...values], ...(description ? { description } : {}) });
}

/** Text, number or boolean: what YAML gives for an unquoted scalar. */
export function scalar(description?: string): Type.TUnsafe<string | number | boolean> {
  return Type.Unsafe<string | number | boolean>({
    type: ['string', 'number', 'boolean'],
    ...(description ? { description } : {}),
  });
}

export const NAME_PATTERN = '^[a-z0-9]([a-z0-9._-]{0,126}[a-z0-9])?$';

/** A label of an executor, as SLUICE_LABELS and `runOn` say it. */
export const LABEL_PATTERN = '^[a-z0-9]([a-z0-9._-]{0,48}[a-z0-9])?$';

export const name = (description: string): Type.TString => Type.String({ pattern: NAME_PATTERN, description });
/** A list of names, one at least. */
export const texts = (description: string): Type.TArray<Type.TString> =>
  Type.Array(Type.String({ minLength: 1 }), { minItems: 1, description });
/** Labels that a host has to have: no host has two that differ in case alone. */
export const labels = (description: string): Type.TArray<Type.TString> =>
  Type.Array(Type.String({ pattern: LABEL_PATTERN }), { minItems: 1, description });
export const text = (description: string): Type.TString => Type.String({ minLength: 1, description });
export const options = Type.Unsafe<Record<string, unknown>>({
  type: 'object',
  description: "The engine's own options, by its own names; checked against the connector.",
});
