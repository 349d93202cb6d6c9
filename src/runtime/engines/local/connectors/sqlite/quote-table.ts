import { quoteName } from '../../duckdb/quote.ts';

/** `main.orders` is a table of a schema; a name that holds a quote is taken as it is. */
export function quoteTableName(name: string): string {
  return name.includes('"') ? name : name.split('.').map(quoteName).join('.');
}
