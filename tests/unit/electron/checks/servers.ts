/** Servers of this test run, on loopback: they answer as they are told, or not at all. */
import { spawn, type ChildProcess } from 'node:child_process';
import { createSocket, type RemoteInfo, type Socket as UdpSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** What ends with the test that began it. */
export class Started {
  readonly #ends: (() => unknown)[] = [];

  add(end: () => unknown): void {
    this.#ends.push(end);
  }

  async end(): Promise<void> {
    for (const end of this.#ends.splice(0).toReversed()) await end();
  }

  /** Listens on a free port of 127.0.0.1 and answers with it. */
  async listen(server: Server): Promise<number> {
    const sockets = new Set<Socket>();
    server.on('connection', (socket: Socket) => {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => sockets.delete(socket));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    this.add(() => {
      for (const socket of sockets) socket.destroy();
      server.close();
    });
    return (server.address() as AddressInfo).port;
  }

  /** A port on which nobody listens any more. */
  async refusingPort(): Promise<number> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, 'close');
    return port;
  }

  async udp(answer: (packet: Buffer, from: RemoteInfo, socket: UdpSocket) => void): Promise<number> {
    const socket = createSocket('udp4');
    socket.on('message', (packet, from) => answer(packet, from, socket));
    socket.bind(0, '127.0.0.1');
    await once(socket, 'listening');
    this.add(() => socket.close());
    return socket.address().port;
  }

  /**
   * A port that answers nothing, not even that it is closed: a process listens with room for one, is stopped, and its room is filled, so that
   * the kernel drops what comes.
   */
  async blackHole(): Promise<number> {
    const child: ChildProcess = spawn(
      process.execPath,
      [
        '-e',
        `const s=require('net').createServer();s.listen({port:0,host:'127.0.0.1',backlog:1},()=>process.stdout.write(String(s.address().port)+'\\n'))`,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    this.add(() => child.kill('SIGKILL'));
    const [line] = (await once(child.stdout!, 'data')) as [Buffer];
    const port = Number(line.toString());
    child.kill('SIGSTOP');
    const held: Socket[] = [];
    this.add(() => {
      for (const socket of held) socket.destroy();
    });
    for (let open = 0; open < 8; open++) {
      const socket = connect({ port, host: '127.0.0.1' });
      socket.on('error', () => undefined);
      held.push(socket);
    }
    return port;
  }
}

const NAMES: Readonly<Record<string, number>> = { A: 1, PTR: 12, MX: 15, AAAA: 28 };

export interface Zone {
  readonly [name: string]:
    | { readonly rcode: number }
    | { readonly answers: readonly (readonly [type: string, data: Buffer])[] }
    | 'silent';
}

/** `labels` of a name as DNS writes them. */
export const labels = (name: string): Buffer =>
  Buffer.concat([
    ...name.split('.').map((label) => Buffer.from([label.length, ...Buffer.from(label)])),
    Buffer.from([0]),
  ]);

/** Answers DNS questions from a table; what is not in it is NXDOMAIN. */
export const dnsAnswers =
  (zone: Zone) =>
  (packet: Buffer, from: RemoteInfo, socket: UdpSocket): void => {
    let at = 12;
    const parts: string[] = [];
    while ((packet[at] ?? 0) > 0) {
      const length = packet[at] ?? 0;
      parts.push(packet.toString('latin1', at + 1, at + 1 + length));
      at += length + 1;
    }
    const question = packet.subarray(12, at + 5);
    const type = packet.readUInt16BE(at + 1);
    const known = zone[parts.join('.').toLowerCase()];
    if (known === 'silent') return;
    const rcode = known === undefined ? 3 : 'rcode' in known ? known.rcode : 0;
    const answers =
      known !== undefined && 'answers' in known ? known.answers.filter(([name]) => NAMES[name] === type) : [];
    const head = Buffer.alloc(12);
    packet.copy(head, 0, 0, 2);
    head.writeUInt16BE(0x8180 | rcode, 2);
    head.writeUInt16BE(1, 4);
    head.writeUInt16BE(answers.length, 6);
    const records = answers.map(([, data]) => {
      const record = Buffer.from([0xc0, 0x0c, 0, type, 0, 1, 0, 0, 1, 44, data.length >> 8, data.length & 255]);
      return Buffer.concat([record, data]);
    });
    socket.send(Buffer.concat([head, question, ...records]), from.port, from.address);
  };
