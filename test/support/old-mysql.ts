import { createServer, type AddressInfo } from 'node:net';

/** Greets and lets anybody in as a MySQL of this version does, and answers every question with it. */
export async function oldMysql(version: string) {
  const packet = (number: number, body: Buffer): Buffer =>
    Buffer.concat([Buffer.from([body.length & 255, body.length >> 8, 0, number]), body]);
  const text = (value: string): Buffer => Buffer.concat([Buffer.from([value.length]), Buffer.from(value)]);
  const okPacket = Buffer.from([0, 0, 0, 2, 0, 0, 0]);
  const eof = Buffer.from([0xfe, 0, 0, 2, 0]);
  const column = Buffer.concat([
    ...['def', '', '', '', 'version', 'version'].map(text),
    Buffer.from([0x0c, 33, 0, 255, 0, 0, 0, 253, 0, 0, 0, 0, 0]),
  ]);
  const greeting = Buffer.concat([
    Buffer.from([10]),
    Buffer.from(`${version}\0`),
    Buffer.from([1, 0, 0, 0]),
    Buffer.from('12345678\0'),
    Buffer.from([0xff, 0xf7, 33, 2, 0, 0x08, 0x00, 21]),
    Buffer.alloc(10),
    Buffer.from('123456789012\0'),
    Buffer.from('mysql_native_password\0'),
  ]);
  const server = createServer((socket) => {
    let greeted = false;
    socket.on('error', () => undefined);
    socket.on('data', () => {
      if (!greeted) {
        greeted = true;
        socket.write(packet(2, okPacket));
        return;
      }
      const parts = [Buffer.from([1]), column, eof, text(version), eof];
      socket.write(Buffer.concat(parts.map((part, index) => packet(index + 1, part))));
    });
    socket.write(packet(0, greeting));
  });
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo; // a TCP server that listens has one
  return {
    port,
    async [Symbol.asyncDispose]() {
      server.close();
    },
  };
}
