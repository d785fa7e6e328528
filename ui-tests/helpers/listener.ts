import { createServer } from 'http';
import type { Server } from 'http';
import type { AddressInfo } from 'net';

/** Hears what is posted to an address on the loopback interface. */
export class Listener {
  private constructor(private readonly _server: Server) {}

  /** What was posted, in order. */
  readonly heard: IHeard[] = [];

  static async start(): Promise<Listener> {
    const server = createServer();
    const listener = new Listener(server);
    server.on('request', (request, response) => {
      let body = '';
      request.on('data', chunk => {
        body += String(chunk);
      });
      request.on('end', () => {
        listener.heard.push(JSON.parse(body) as IHeard);
        response.writeHead(204).end();
      });
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    return listener;
  }

  get url(): string {
    const { port } = this._server.address() as AddressInfo;
    return `http://127.0.0.1:${String(port)}/`;
  }

  stop(): void {
    this._server.close();
  }
}

/** A message, as a webhook gets it. */
interface IHeard {
  event: string;
  [name: string]: unknown;
}
