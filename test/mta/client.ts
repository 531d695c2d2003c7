// A sending client, as the partners of a receiving server are: one message over one connection, and what was answered.
import type { ConnectionOptions } from 'node:tls';
import SMTPConnection from 'nodemailer/lib/smtp-connection/index.js';

export interface SentMessage {
  readonly mailFrom: string;
  readonly rcptTo: readonly string[];
  readonly bytes: Buffer | string;
}

export interface SendingOptions {
  readonly host?: string;
  readonly port: number;
  /** Null: no STARTTLS, even if it is offered. Certificates of the server are never looked at. */
  readonly tls: ConnectionOptions | null;
  readonly lmtp?: boolean;
}

/** How far the transaction came. `accepted`: the message was taken, for all recipients but those that were refused. */
export type Sent = { readonly accepted: true; readonly reply: string; readonly refused: readonly Refusal[] } | ({ readonly accepted: false; readonly refused: readonly Refusal[] } & Refusal);

export interface Refusal {
  /** The command that was refused; `CONN` for the connection itself. */
  readonly command: string;
  readonly code: number | null;
  /** Enhanced code and text, as they came. */
  readonly reply: string;
  readonly recipient: string | null;
}

interface ConnectionError extends Error {
  readonly command?: string | undefined;
  readonly responseCode?: number | undefined;
  readonly response?: string | undefined;
  readonly recipient?: string | undefined;
  readonly rejectedErrors?: readonly ConnectionError[] | undefined;
}

/** Sends the message and ends the connection. Never rejects: what went wrong is an answer. */
export async function send({ host = '127.0.0.1', port, tls, lmtp = false }: SendingOptions, { mailFrom, rcptTo, bytes }: SentMessage): Promise<Sent> {
  const security = tls === null ? { ignoreTLS: true } : { requireTLS: true, tls: { rejectUnauthorized: false, ...tls } };
  const connection = new SMTPConnection({ host, port, lmtp, name: 'client.example', ...security });
  try {
    await new Promise<void>((resolve, reject) => {
      connection.once('error', reject);
      connection.connect((error) => (error ? reject(error) : resolve()));
    });
    return await new Promise<Sent>((resolve, reject) => {
      connection.once('error', reject);
      connection.once('end', () => reject(new Error('the connection ended')));
      connection.send({ from: mailFrom, to: [...rcptTo] }, bytes, (error, info) => {
        if (error) resolve(failed(error));
        else resolve({ accepted: true, reply: info.response, refused: refusalsOf((info as { rejectedErrors?: readonly ConnectionError[] }).rejectedErrors) });
      });
    });
  } catch (error) {
    return failed(error as ConnectionError);
  } finally {
    connection.removeAllListeners('error');
    connection.on('error', () => undefined);
    connection.quit();
    connection.close();
  }
}

function failed(error: ConnectionError): Sent {
  return { accepted: false, refused: refusalsOf(error.rejectedErrors), ...refusalOf(error) };
}

function refusalsOf(errors: readonly ConnectionError[] | undefined): Refusal[] {
  return (errors ?? []).map(refusalOf);
}

function refusalOf({ command = 'CONN', responseCode, response, message, recipient }: ConnectionError): Refusal {
  return { command, code: responseCode ?? null, reply: response ?? message, recipient: recipient ?? null };
}
