/** A name in backticks. */
export function quoteMysqlName(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``;
}

/** `shop.orders` is a table of a database; a name that holds a backtick is taken as it is. */
export function quoteMysqlTable(name: string): string {
  return name.includes('`') ? name : name.split('.').map(quoteMysqlName).join('.');
}
