// clauses S-4.6 and S-22.3
import { describe, expect, it } from 'vitest';
import { keepHeader, LONGEST_HEADER_BLOCK, receivedHeader } from '../../../src/haraka/received-header.js';
import { standInTransaction } from './stand-ins.js';

describe('receivedHeader', () => {
  it('is the header block as it was received, and takes nothing away', () => {
    const transaction = standInTransaction();
    keepHeader(transaction);
    for (const line of ['From: ann@partner.example\r\n', '..stuffed: x\r\n', '\r\n', 'From: the body\r\n', '..\r\n']) transaction.add_data(Buffer.from(line));
    expect(receivedHeader(transaction)).toBe('From: ann@partner.example\r\n.stuffed: x\r\n\r\n');
    expect(transaction.lines).toEqual(['From: ann@partner.example\r\n', '..stuffed: x\r\n', '\r\n', 'From: the body\r\n', '..\r\n']);
  });

  it('of a message that begins with an empty line is that line', () => {
    const transaction = standInTransaction();
    keepHeader(transaction);
    for (const line of ['\r\n', 'From: ann@partner.example\r\n', '\r\n']) transaction.add_data(Buffer.from(line));
    expect(receivedHeader(transaction)).toBe('\r\n');
  });

  it('is not known of a message that was not seen, and of one that is too long', () => {
    expect(receivedHeader(standInTransaction())).toBeUndefined();
    const transaction = standInTransaction();
    keepHeader(transaction);
    transaction.add_data(Buffer.alloc(LONGEST_HEADER_BLOCK + 1, 'x'));
    transaction.add_data(Buffer.from('\r\n'));
    expect(receivedHeader(transaction)).toBeUndefined();
    expect(transaction.lines).toHaveLength(2);
  });
});
