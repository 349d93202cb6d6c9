/** The columns of the rows that are moved, as a pipeline names them. */
export const COLUMNS = `
    - { name: id, type: bigint }
    - { name: amount, type: "decimal(14,2)" }
    - { name: updated_at, type: timestamp(3) }
    - { name: note, type: string(40) }
    - { name: paid, type: bool }
    - { name: weight, type: float64 }`;

export const NAMES = ['id', 'amount', 'updated_at', 'note', 'paid', 'weight'];

/** The same rows every time, each a list of texts. @param {number} count */
export function* typedRows(count) {
  for (let id = 1; id <= count; id += 1) {
    const at = new Date(1_700_000_000_000 + id * 61_007).toISOString();
    yield [
      String(id),
      (((id * 7_919) % 1_000_003) / 100).toFixed(2),
      `${at.slice(0, 10)} ${at.slice(11, 23)}`,
      `order ${id} 订单`,
      id % 3 === 0 ? 'true' : 'false',
      String((id % 977) / 8),
    ];
  }
}
