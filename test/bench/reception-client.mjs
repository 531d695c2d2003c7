// Clients that send as fast as the server takes: the commands of a transaction in one packet (RFC 2920), then the message, over connections that stay.

import net from 'node:net';
import tls from 'node:tls';

/** Connections that are greeted, and secured if asked. @returns {Promise<Sender[]>} */
export function openSenders(port, { connections, secure }) {
  return Promise.all(Array.from({ length: connections }, () => Sender.open(port, secure)));
}

/** @param {readonly Buffer[]} messages - with their end; each is answered for before the next of its connection is sent */
export async function sendAll(senders, messages) {
  let next = 0;
  let taken = 0;
  await Promise.all(
    senders.map(async (sender) => {
      while (next < messages.length) if (await sender.send(messages[next++])) taken++;
    }),
  );
  return taken;
}

/** Each message over a connection of its own. */
export async function sendEach(port, messages, { connections, secure }) {
  let next = 0;
  let taken = 0;
  const sendOne = async (message) => {
    const sender = await Sender.open(port, secure);
    if (await sender.send(message)) taken++;
    sender.close();
  };
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (next < messages.length) await sendOne(messages[next++]);
    }),
  );
  return taken;
}

const TRANSACTION = Buffer.from('MAIL FROM:<bounce@sender.example>\r\nRCPT TO:<someone@organisation.example>\r\nDATA\r\n');

class Sender {
  #socket;
  #replies = [];
  #wanted = 0;
  #resolve = () => {};
  #rest = '';

  static async open(port, secure) {
    const sender = new Sender(net.connect(port, '127.0.0.1'));
    await sender.replies(1);
    await sender.ask('EHLO client.example\r\n', 1);
    if (!secure) return sender;
    await sender.ask('STARTTLS\r\n', 1);
    sender.#socket.removeAllListeners('data');
    const secured = tls.connect({ socket: sender.#socket, rejectUnauthorized: false });
    await new Promise((resolve, reject) => secured.once('secureConnect', resolve).once('error', reject));
    sender.listen(secured);
    await sender.ask('EHLO client.example\r\n', 1);
    return sender;
  }

  constructor(socket) {
    this.listen(socket);
  }

  async send(message) {
    const [, , data] = await this.ask(TRANSACTION, 3);
    if (!data.startsWith('354')) throw new Error(`the server says: ${data}`);
    const [answer] = await this.ask(message, 1);
    return answer.startsWith('250');
  }

  close() {
    this.#socket.destroy();
  }

  ask(bytes, count) {
    const answered = this.replies(count);
    this.#socket.write(bytes);
    return answered;
  }

  replies(count) {
    this.#wanted = count;
    return new Promise((resolve) => (this.#resolve = resolve));
  }

  listen(socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (bytes) => {
      const lines = (this.#rest + bytes.toString('latin1')).split('\r\n');
      this.#rest = lines.pop();
      for (const line of lines) if (line[3] !== '-') this.#replies.push(line);
      if (this.#replies.length < this.#wanted) return;
      this.#wanted = Infinity;
      this.#resolve(this.#replies.splice(0));
    });
  }
}
