// A sending MTA of the load run: it knows how far each attempt came, and so what may have become of the message.

import net from 'node:net';
import tls from 'node:tls';

/** `lost`: the connection ended. With `beforeEnd` the server cannot have the message; `awaiting` its answer, it may have. */
export class Lost extends Error {
  /** @param {'beforeEnd' | 'awaiting'} when */
  constructor(when) {
    super(`the connection was lost ${when === 'awaiting' ? 'before the answer' : 'before the end of the message'}`);
    this.when = when;
  }
}

export class LoadClient {
  #socket;
  #received = '';
  #gone = false;
  #wake = () => {};
  #phase = 'beforeEnd';

  /** Connects, and secures the connection if it is asked to. @throws Lost */
  static async connect(port, secure) {
    const client = new LoadClient(net.connect(port, '127.0.0.1'));
    await client.#reply();
    await client.#command('EHLO sender.example');
    if (!secure) return client;
    await client.#command('STARTTLS');
    await client.#secure();
    await client.#command('EHLO sender.example');
    return client;
  }

  constructor(socket) {
    this.#listen(socket);
  }

  /** @returns {Promise<string>} the answer: to the message, or to the command that was refused. @throws Lost */
  async send(mailFrom, rcptTo, bytes) {
    this.#phase = 'beforeEnd';
    for (const command of [`MAIL FROM:<${mailFrom}>`, `RCPT TO:<${rcptTo}>`, 'DATA']) {
      const answer = await this.#command(command);
      if (!/^[23]/.test(answer)) {
        await this.#command('RSET');
        return answer;
      }
    }
    this.#socket.write(bytes);
    this.#phase = 'awaiting';
    this.#socket.write('.\r\n');
    return this.#reply();
  }

  close() {
    this.#socket.destroy();
  }

  #listen(socket) {
    this.#socket = socket;
    const gone = () => {
      this.#gone = true;
      this.#wake();
    };
    socket.on('data', (bytes) => {
      this.#received += bytes.toString('latin1');
      this.#wake();
    });
    socket.on('error', gone).on('end', gone).on('close', gone);
  }

  #secure() {
    this.#socket.removeAllListeners('data');
    const secured = tls.connect({ socket: this.#socket, rejectUnauthorized: false });
    this.#listen(secured);
    return new Promise((resolve, reject) => {
      secured.once('secureConnect', resolve);
      for (const event of ['error', 'close', 'end']) secured.once(event, () => reject(new Lost('beforeEnd')));
    });
  }

  async #command(line) {
    this.#socket.write(`${line}\r\n`);
    return this.#reply();
  }

  async #reply() {
    for (;;) {
      const reply = /^(?:\d{3}-[^\r\n]*\r\n)*\d{3}(?: [^\r\n]*)?\r\n/.exec(this.#received)?.[0];
      if (reply !== undefined) {
        this.#received = this.#received.slice(reply.length);
        return reply.trimEnd();
      }
      if (this.#gone) throw new Lost(this.#phase);
      await new Promise((resolve) => (this.#wake = resolve));
    }
  }
}
