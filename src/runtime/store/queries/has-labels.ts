import { sql, type RawBuilder } from 'kysely';

/** Labels as runs have them, each in brackets, which no label has: `[dc-a][gpu]`. */
export function labelsText(labels: readonly string[] = []): string {
  return labels.map((label) => `[${label}]`).join('');
}

/**
 * Whether whoever has these labels has all that a run asks for: what is left of its text when they are taken out of it is nothing. So no
 * table of labels is to be kept, and none of them is to be known to whoever writes the run.
 */
export function hasLabels(labels: readonly string[]): RawBuilder<boolean> {
  const left = labels.reduce<RawBuilder<unknown>>(
    (text, label) => sql`replace(${text}, ${labelsText([label])}, '')`,
    sql.ref('run_on'),
  );
  return sql<boolean>`${left} = ''`;
}
