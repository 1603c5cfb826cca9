import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** A real SMTP server that keeps what it is given. */
export class MailServer {
  readonly received: (Omit<Email, 'to'> & { to: string[] })[] = [];

  private constructor(
    private readonly server: SMTPServer,
    readonly port: number,
  ) {}

  static async listen(port = 0): Promise<MailServer> {
    const box: MailServer[] = [];
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData(stream, session, done) {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          void PostalMime.parse(Buffer.concat(chunks)).then((mail) => {
            box[0]!.received.push(
              Object.assign(mail, { to: session.envelope.rcptTo.map(({ address }) => address) }),
            );
            done();
          });
        });
      },
    });
    await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening));
    const kept = new MailServer(server, (server.server.address() as AddressInfo).port);
    box.push(kept);
    return kept;
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  /** Goes down at once: connections that a client keeps open end too. */
  close(): Promise<void> {
    for (const { _socket } of this.server.connections as unknown as Set<{ _socket: { destroy(): void } }>)
      _socket.destroy();
    return new Promise((closed) => {
      this.server.close(() => closed());
    });
  }
}
