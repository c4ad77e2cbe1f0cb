import { connect, type Socket } from 'node:net';

/** Where clamd listens: a socket of this machine, or a host and port. */
export type ScannerAddress = { readonly path: string } | { readonly host: string; readonly port: number };

export type ScanOutcome =
  | { readonly kind: 'clean' }
  /** `name` is what the scanner calls it. */
  | { readonly kind: 'infected'; readonly name: string }
  /** No answer, or none that says yes or no: the file is as unknown as before. */
  | { readonly kind: 'unreachable'; readonly reason: string };

export interface Scanner {
  /** Sends the bytes of one file. Never fails. */
  scan(chunks: AsyncIterable<Uint8Array>): Promise<ScanOutcome>;
  /** Whether it answers. */
  isThere(): Promise<boolean>;
}

const mostReply = 4096;

/** Reads `CLAMAV_SOCKET`: a path, or `host:port`. */
export function readScannerAddress(text: string | undefined, problems: string[]): ScannerAddress | null {
  if (!text) return null;
  if (text.startsWith('/')) return { path: text };
  const [, host = '', port = ''] = /^([a-z0-9.-]+|\[[0-9a-f:]+\]):(\d{1,5})$/i.exec(text) ?? [];
  if (host !== '' && Number(port) >= 1 && Number(port) <= 65535)
    return { host: host.replace(/^\[|\]$/g, ''), port: Number(port) };
  problems.push('CLAMAV_SOCKET must be the path of a socket, or host:port');
  return null;
}

/**
 * Speaks to clamd by its own protocol: `INSTREAM` takes the file in pieces with their length before them, so it needs neither the
 * scanner's disk nor ours. Only `OK` and `FOUND` are answers; anything else, and silence, leave the file unknown.
 *
 * @param options.timeout milliseconds of silence after which nobody waits any longer
 * @see https://docs.clamav.net/manual/Usage/Scanning.html#clamd
 */
export function createScanner(address: ScannerAddress, options: { readonly timeout?: number } = {}): Scanner {
  const timeout = options.timeout ?? 30_000;
  return {
    async scan(chunks) {
      try {
        return outcomeOf(
          await ask(address, timeout, async (socket) => {
            await write(socket, Buffer.from('zINSTREAM\0'));
            for await (const chunk of chunks) {
              if (chunk.byteLength === 0) continue;
              const length = Buffer.alloc(4);
              length.writeUInt32BE(chunk.byteLength);
              await write(socket, Buffer.concat([length, chunk]));
            }
            await write(socket, Buffer.alloc(4));
          }),
        );
      } catch (error) {
        return { kind: 'unreachable', reason: error instanceof Error ? error.message : String(error) };
      }
    },
    async isThere() {
      const reply = await ask(address, timeout, (socket) => write(socket, Buffer.from('zPING\0'))).catch(() => '');
      return reply === 'PONG';
    },
  };
}

function outcomeOf(reply: string): ScanOutcome {
  if (reply === 'stream: OK') return { kind: 'clean' };
  const name = /^stream: (\S.{0,200}) FOUND$/.exec(reply)?.[1];
  if (name !== undefined) return { kind: 'infected', name: name.replace(/[^\w.:/-]/g, '_') };
  return { kind: 'unreachable', reason: `the scanner said something else: ${JSON.stringify(reply.slice(0, 100))}` };
}

/** Sends a command and gives the reply without its end. An answer that comes before all is sent ends the sending. */
async function ask(address: ScannerAddress, timeout: number, send: (socket: Socket) => Promise<void>): Promise<string> {
  const socket = connect(address);
  try {
    return await new Promise<string>((resolve, reject) => {
      const parts: Buffer[] = [];
      let length = 0;
      socket.setTimeout(timeout, () => reject(new Error('the scanner did not answer in time')));
      socket.on('error', reject);
      socket.on('data', (part: Buffer) => {
        parts.push(part);
        length += part.byteLength;
        const reply = Buffer.concat(parts);
        const end = reply.indexOf(0);
        if (end >= 0) resolve(reply.subarray(0, end).toString('utf8').trim());
        else if (length > mostReply) reject(new Error('the scanner said too much'));
      });
      socket.on('close', () => reject(new Error('the scanner broke off')));
      socket.once('connect', () => void send(socket).catch(reject));
    });
  } finally {
    socket.destroy();
  }
}

const write = (socket: Socket, bytes: Uint8Array): Promise<void> =>
  new Promise((resolve, reject) => {
    socket.write(bytes, (error) => (error ? reject(error) : resolve()));
  });
