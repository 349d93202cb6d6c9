import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { createSystemRandom } from '../../src/runtime/observe/index.ts';
import { spellings } from './files-with.ts';
import type { StackEndpoints } from './stack.ts';

const COLUMNS = ['id', 'amount', 'updated_at', 'note', 'photo', 'paid'] as const;

/** Two equal tables with the types that engines get wrong, the first one full, in a database of its own. */
export interface TypedOrders extends AsyncDisposable {
  readonly connection: Connection;
  readonly rows: number;
  /** A login of these tables only; its password looks different when it is encoded. */
  readonly login: { readonly username: string; readonly password: string };
  /** Files of a project that moves the one table into the other on an engine of this definition. */
  project(engine: string): Readonly<Record<string, string>>;
  /** What `sluice` needs in its environment for that project, and for a store beside the tables. */
  readonly environment: Readonly<Record<string, string>>;
  /** Compares row by row, byte by byte; the first few differences in words. */
  differences(): Promise<readonly string[]>;
  /** Tables of the store that have a row with one of these texts in it. */
  storeTablesWith(secrets: readonly string[]): Promise<readonly string[]>;
}

/** Makes the tables and `rows` rows: NULL in every nullable column, 4-byte text, every byte, ids beyond 2^53. */
export async function typedOrders(mariadb: NonNullable<StackEndpoints['mariadb']>, rows: number): Promise<TypedOrders> {
  const random = createSystemRandom();
  const data = `orders_${random.hex(8)}`;
  const store = `store_${random.hex(8)}`;
  const login = { username: `u_${random.hex(8)}`, password: `s3cr3t/+ ${random.hex(8)}` };
  const { host, port, username: user, password } = mariadb;
  const connection = await createConnection({ host, port, user, password, multipleStatements: true });
  await connection.query(`
    CREATE DATABASE ${data} CHARACTER SET utf8mb4; CREATE DATABASE ${store};
    USE ${data};
    CREATE TABLE orders (id BIGINT PRIMARY KEY, amount DECIMAL(18,4), updated_at DATETIME(6), note VARCHAR(80), photo BLOB, paid BOOL);
    CREATE TABLE ods_orders LIKE orders;
    SET @all_bytes = UNHEX((SELECT GROUP_CONCAT(LPAD(HEX(seq), 2, '0') ORDER BY seq SEPARATOR '') FROM seq_0_to_255));
    INSERT INTO orders SELECT
      IF(seq % 2, seq, 9007199254740992 + seq),
      IF(seq % 7 = 0, NULL, (CAST(seq AS SIGNED) - ${Math.trunc(rows / 2)}) * 987654.3217),
      IF(seq % 11 = 0, NULL, '2000-01-01 00:00:00.123456' + INTERVAL seq * 2220000007 MICROSECOND),
      CASE seq % 13 WHEN 0 THEN NULL WHEN 1 THEN '' ELSE CONCAT('订单 😀𝒳 ''"\\\\', seq, '\\n\\t') END,
      CASE WHEN seq % 17 = 0 THEN NULL WHEN seq % 1000 = 1 THEN @all_bytes ELSE UNHEX(LPAD(HEX(seq % 65536), 4, '0')) END,
      CASE seq % 3 WHEN 0 THEN NULL WHEN 1 THEN TRUE ELSE FALSE END
      FROM seq_1_to_${rows};
    CREATE USER '${login.username}'@'%' IDENTIFIED BY '${login.password}';
    GRANT ALL ON ${data}.* TO '${login.username}'@'%'`);

  const page = async (table: string, after: string): Promise<Buffer[][]> => {
    const sql = `SELECT ${COLUMNS.join(', ')} FROM ${table} WHERE id > ? ORDER BY id LIMIT 20000`;
    // `as` because of `rowsAsArray` and the cast: each value as the bytes that the server sent.
    const [found] = await connection.query({ sql, rowsAsArray: true, typeCast: (field) => field.buffer() }, [after]);
    return found as Buffer[][];
  };

  return {
    connection,
    rows,
    login,
    environment: {
      DB_HOST: host,
      DB_PORT: String(port),
      DB_PASSWORD: login.password,
      MYSQL_ADDRESS: `${host}:${port}`,
      MYSQL_DATABASE: store,
      MYSQL_USERNAME: user,
      MYSQL_PASSWORD: password,
    },
    project: (engine) => ({
      'sluice.yaml': `name: shop\nedition: 2026\ndefaults: { timeZone: UTC, engine: chosen }\nengines:\n  chosen: ${engine}\n`,
      ...Object.fromEntries(['erp', 'ods'].map((name) => [`datasources/${name}.yaml`, datasource(name)])),
      'pipelines/orders.yaml': PIPELINE,
    }),
    async differences() {
      const found: string[] = [];
      for (let after = '-1', seen = 0; found.length < 5;) {
        const [from, to] = [await page('orders', after), await page('ods_orders', after)];
        for (const [index, row] of from.entries()) {
          const other = to[index] ?? [];
          const wrong = COLUMNS.filter((_, at) => !same(row[at], other[at]));
          if (wrong.length > 0 && found.length < 5) found.push(`row ${text(row[0])}: ${wrong.join(', ')}`);
        }
        if (to.length > from.length) found.push(`${to.length - from.length} rows too many`);
        seen += from.length;
        const last = from.at(-1);
        if (last === undefined) return seen === rows ? found : [...found, `${seen} rows in the source`];
        after = text(last[0]);
      }
      return found;
    },
    async storeTablesWith(secrets) {
      const [tables] = await connection.query<RowDataPacket[]>(
        'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = ?',
        [store],
      );
      const found: string[] = [];
      for (const { name } of tables) {
        const [content] = await connection.query<RowDataPacket[]>(`SELECT * FROM ${store}.\`${String(name)}\``);
        const all = JSON.stringify(content, (_, value: unknown) => (Buffer.isBuffer(value) ? value.toString() : value));
        if (secrets.flatMap(spellings).some((secret) => all.includes(secret))) found.push(String(name));
      }
      if (tables.length === 0) throw new Error('the store has no tables: nothing was looked at');
      return found;
    },
    async [Symbol.asyncDispose]() {
      await connection.query(`DROP DATABASE IF EXISTS ${data}; DROP DATABASE IF EXISTS ${store}`);
      await connection.query(`DROP USER IF EXISTS '${login.username}'@'%'`);
      await connection.end();
    },
  };

  function datasource(name: string): string {
    return `name: ${name}
type: mariadb
host: \${env:DB_HOST}
port: \${env:DB_PORT}
database: ${data}
username: ${login.username}
password: \${secret:env/DB_PASSWORD}
`;
  }
}

const PIPELINE = `name: orders-to-ods
owner: data-platform
schedule: manual
source:
  datasource: erp
  table: orders
  columns:
    - { name: id, type: bigint }
    - { name: amount, type: "decimal(18,4)" }
    - { name: updated_at, type: timestamp(6) }
    - { name: note, type: string(80) }
    - { name: photo, type: bytes }
    - { name: paid, type: bool }
sink: { datasource: ods, table: ods_orders, mode: append }
`;

function same(one: Buffer | null | undefined, other: Buffer | null | undefined): boolean {
  if (Buffer.isBuffer(one) && Buffer.isBuffer(other)) return one.equals(other);
  return one === other;
}

function text(value: Buffer | undefined): string {
  return value?.toString() ?? '';
}
