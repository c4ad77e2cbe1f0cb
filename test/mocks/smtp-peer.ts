import { SMTPServer } from 'smtp-server';
import madeUpCertificate from 'smtp-server/lib/tls-options.js';

export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  /** The whole letter, headers and text, as it came over the wire. */
  readonly raw: string;
  readonly secure: boolean;
}

/** What the peer answers instead of taking a letter: at RCPT, or after DATA; `hang-up` takes it and says nothing. */
export type PeerTrouble = { readonly at: 'rcpt' | 'data'; readonly code: number; readonly words: string } | 'hang-up';

/** A real SMTP server on this machine, with a certificate that nobody vouches for. */
export async function openSmtpPeer({ starttls = false, password }: { starttls?: boolean; password?: string } = {}) {
  const received: ReceivedMail[] = [];
  const troubles: PeerTrouble[] = [];
  const next = (at: 'rcpt' | 'data') => {
    const [first] = troubles;
    if (typeof first !== 'object' || first.at !== at) return undefined;
    troubles.shift();
    return Object.assign(new Error(first.words), { responseCode: first.code });
  };
  const { key, cert } = madeUpCertificate();
  const server = new SMTPServer({
    ...(starttls && key && cert ? { key, cert } : {}),
    disabledCommands: [...(starttls ? [] : ['STARTTLS']), ...(password === undefined ? ['AUTH'] : [])],
    authOptional: password === undefined,
    allowInsecureAuth: true,
    hideENHANCEDSTATUSCODES: true,
    onAuth: (auth, _session, done) =>
      auth.password === password
        ? done(null, { user: auth.username })
        : done(new Error('Invalid username or password')),
    onRcptTo: (_address, _session, done) => done(next('rcpt')),
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const trouble = next('data');
        if (trouble) return done(trouble);
        const { mailFrom, rcptTo } = session.envelope;
        received.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks).toString(),
          secure: session.secure,
        });
        if (troubles[0] === 'hang-up') troubles.shift();
        else done();
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.server.address();
  if (typeof address !== 'object' || !address) throw new Error('The peer has no port');
  return {
    port: address.port,
    received,
    next: (...more: PeerTrouble[]) => void troubles.push(...more),
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

export type SmtpPeer = Awaited<ReturnType<typeof openSmtpPeer>>;
