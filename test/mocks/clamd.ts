/** A stand-in for clamd on this machine: it speaks the protocol, finds the EICAR test text, and misbehaves on demand. */
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What every scanner takes for malware, put together here so that no scanner takes this file for it. */
export const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR', '-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

export type Behaviour =
  /** Answers as clamd does. */
  | 'well'
  /** Takes everything and never answers. */
  | 'silent'
  /** Closes the connection in the middle of a file. */
  | 'cut-off'
  /** Answers with what is no answer. */
  | 'garbage'
  /** Answers without an end. */
  | 'endless'
  /** Has a limit on the size of a stream that is too small. */
  | 'limited';

export interface ClamdStandIn {
  /** For `CLAMAV_SOCKET`. */
  readonly address: string;
  behave(how: Behaviour): void;
  /** Sizes of the files that were sent whole, in order. */
  readonly scanned: readonly number[];
  /** Stops listening; connections break. Starting again listens at the same place. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

let sockets = 0;

/** @param kind a socket of this machine, or a port */
export async function startClamd(kind: 'socket' | 'port' = 'socket'): Promise<ClamdStandIn> {
  const path = join(tmpdir(), `los-clamd-${process.pid}-${(sockets++).toString()}.sock`);
  const scanned: number[] = [];
  const open = new Set<Socket>();
  let behaviour: Behaviour = 'well';
  let port = 0;
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => undefined);
    answer(socket, () => behaviour, scanned);
  });
  const start = async () => {
    if (kind === 'socket') server.listen(path);
    else server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (typeof address === 'object' && address) port = address.port;
  };
  await start();
  return {
    address: kind === 'socket' ? path : `127.0.0.1:${port}`,
    behave: (how) => {
      behaviour = how;
    },
    scanned,
    start,
    stop: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
      rmSync(path, { force: true });
    },
  };
}

function answer(socket: Socket, behaviour: () => Behaviour, scanned: number[]): void {
  let bytes = Buffer.alloc(0);
  let command: string | undefined;
  let file = Buffer.alloc(0);
  const say = (words: string) => socket.end(`${words}\0`);
  socket.on('data', (part: Buffer) => {
    bytes = Buffer.concat([bytes, part]);
    if (command === undefined) {
      const end = bytes.indexOf(0);
      if (end < 0) return;
      command = bytes.subarray(0, end).toString();
      bytes = bytes.subarray(end + 1);
      if (command === 'zPING') return say('PONG');
      if (command !== 'zINSTREAM') return say('UNKNOWN COMMAND');
    }
    while (bytes.byteLength >= 4) {
      const length = bytes.readUInt32BE(0);
      if (length === 0) return finish();
      if (bytes.byteLength < 4 + length) return;
      file = Buffer.concat([file, bytes.subarray(4, 4 + length)]);
      bytes = bytes.subarray(4 + length);
      if (behaviour() === 'cut-off') return socket.destroy();
      if (behaviour() === 'limited' && file.byteLength > 10) return say('INSTREAM size limit exceeded. ERROR');
    }
    return undefined;
  });
  function finish() {
    scanned.push(file.byteLength);
    switch (behaviour()) {
      case 'silent':
        return undefined;
      case 'garbage':
        return say('stream: FOUND OK maybe');
      case 'endless':
        return socket.write('x'.repeat(10_000));
      default:
        return say(file.includes(eicar) ? 'stream: Eicar-Test-Signature FOUND' : 'stream: OK');
    }
  }
}
