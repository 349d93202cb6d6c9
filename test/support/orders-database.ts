import type { Connection } from 'mysql2/promise';

/**
 * A database with 1,000 orders (texts outside the basic plane, NULLs, decimals, milliseconds), an empty `ods_orders` of the same shape,
 * and a user who may do everything there and nothing elsewhere. The connection goes on in that database.
 */
export async function createOrders(
  connection: Connection,
  database: string,
  login: { readonly user: string; readonly password: string },
): Promise<void> {
  await connection.query(`
    CREATE DATABASE ${database}; USE ${database};
    CREATE TABLE orders (id BIGINT PRIMARY KEY, note VARCHAR(40) CHARACTER SET utf8mb4, amount DECIMAL(12,2), updated_at DATETIME(3));
    CREATE TABLE ods_orders LIKE orders;
    INSERT INTO orders SELECT seq, IF(seq % 10 = 0, NULL, CONCAT('订单 😀 ', seq)), seq / 4, '2024-05-01 10:00:00.123' + INTERVAL seq SECOND FROM seq_1_to_1000`);
  await connection.query(`CREATE USER ?@'%' IDENTIFIED BY ?`, [login.user, login.password]);
  await connection.query(`GRANT ALL ON ${database}.* TO ?@'%'`, [login.user]);
}
