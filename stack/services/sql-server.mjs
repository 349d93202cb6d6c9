import { connect } from 'node:net';

/** Statements that make one all-powerful user. Hosts by address: with --skip-name-resolve, localhost is the socket only. */
export function usersSql(username, password) {
  const statements = ['127.0.0.1', 'localhost'].flatMap((host) => [
    `CREATE USER IF NOT EXISTS '${username}'@'${host}' IDENTIFIED BY '${password}';`,
    `GRANT ALL PRIVILEGES ON *.* TO '${username}'@'${host}' WITH GRANT OPTION;`,
  ]);
  return `${statements.join('\n')}\n`;
}

/** Whether a server greets: it does once its init file has run and connections are taken. */
export function greets(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const answer = (value) => {
      socket.destroy();
      resolve(value);
    };
    socket.once('data', () => answer(true));
    socket.once('error', () => answer(false));
    socket.once('close', () => answer(false));
  });
}
