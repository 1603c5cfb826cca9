import type { AddressInfo } from 'node:net';
import PostalMime from 'postal-mime';
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server';

/** What the peer does at one stage: nothing unusual, refuse with a code, cut the connection, or be slow first. */
export type Mood = 'take' | 'cut' | { readonly code: number } | { readonly slowMs: number };

export type Stage = 'connect' | 'mail' | 'rcpt' | 'data' | 'dot';

/** A real SMTP server that can be in any mood at any stage, and keeps what it has accepted. */
export class SmtpPeer {
  /** The Message-IDs that it accepted, whether or not the client heard of it. */
  readonly accepted: string[] = [];
  /** How often each stage was reached. */
  readonly reached: Record<Stage, number> = { connect: 0, mail: 0, rcpt: 0, data: 0, dot: 0 };
  /** Connections open at once, at most. */
  most = 0;
  /** Called at each stage; the recipient is known from `rcpt` on. */
  mood: (stage: Stage, recipient: string) => Mood = () => 'take';
  private server: SMTPServer;
  private open = 0;

  private constructor(readonly port: number) {}

  static async listen(options: SMTPServerOptions = {}, port = 0): Promise<SmtpPeer> {
    const peer = new SmtpPeer(port);
    peer.server = peer.build(options);
    // A client that hangs up is what these tests are about.
    peer.server.on('error', () => undefined);
    await new Promise<void>((listening) => peer.server.listen(port, '127.0.0.1', listening));
    return Object.assign(peer, { port: (peer.server.server.address() as AddressInfo).port });
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  /** How often each mail was accepted. */
  get times(): number[] {
    const counts = new Map<string, number>();
    for (const id of this.accepted) counts.set(id, (counts.get(id) ?? 0) + 1);
    return [...counts.values()];
  }

  close(): Promise<void> {
    for (const { _socket } of this.sockets()) _socket.destroy();
    return new Promise((closed) => this.server.close(() => closed()));
  }

  private build(options: SMTPServerOptions): SMTPServer {
    return new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      ...options,
      onConnect: (session, done) => {
        this.open += 1;
        this.most = Math.max(this.most, this.open);
        this.act('connect', session, done);
      },
      onClose: () => (this.open -= 1),
      onMailFrom: (_address, session, done) => this.act('mail', session, done),
      onRcptTo: ({ address }, session, done) => this.act('rcpt', session, done, address),
      onData: (stream, session, done) => {
        const recipient = session.envelope.rcptTo[0]!.address;
        this.reached.data += 1;
        const before = this.mood('data', recipient);
        if (before === 'cut') return this.cut(session);
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          if (typeof before === 'object' && 'code' in before) return done(refusal(before.code));
          const mood = this.mood('dot', recipient);
          const taken = mood === 'take' || mood === 'cut' || 'slowMs' in mood;
          void PostalMime.parse(Buffer.concat(chunks)).then(({ messageId }) => {
            if (taken && !(typeof mood === 'object' && mood.slowMs === Infinity))
              this.accepted.push(messageId!);
            this.act('dot', session, done, recipient, mood);
          });
        });
      },
    });
  }

  private act(
    stage: Stage,
    session: SMTPServerSession,
    done: (error?: Error) => void,
    recipient = '',
    known?: Mood,
  ): void {
    this.reached[stage] += 1;
    const mood = known ?? this.mood(stage, recipient);
    if (mood === 'cut') return this.cut(session);
    if (mood === 'take') return done();
    if ('code' in mood) return done(refusal(mood.code));
    if (mood.slowMs !== Infinity) setTimeout(() => done(), mood.slowMs);
  }

  private cut({ id }: SMTPServerSession): void {
    for (const connection of this.sockets()) if (connection.id === id) connection._socket.destroy();
  }

  private sockets() {
    return this.server.connections as unknown as Set<{ id: string; _socket: { destroy(): void } }>;
  }
}

const refusal = (responseCode: number) => Object.assign(new Error('Not today'), { responseCode });
