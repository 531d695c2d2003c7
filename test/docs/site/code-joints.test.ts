import { expect, test } from 'vitest';
import { rendered } from './rendered.js';

const codeIn = async (markdown: string): Promise<string | undefined> => /<code[^>]*>(.*?)<\/code>/.exec(await rendered(markdown))?.[1];
const inCell = (code: string): Promise<string | undefined> => codeIn(`| key |\n| - |\n| \`${code}\` |`);

test('code in a cell breaks at its joints', async () => {
  expect(await inCell('caSignedCertificate')).toBe('ca<wbr>Signed<wbr>Certificate');
  expect(await inCell('smtp_tls_policy_maps')).toBe('smtp_<wbr>tls_<wbr>policy_<wbr>maps');
  expect(await inCell('orders@mail.bank.example')).toBe('orders@<wbr>mail.<wbr>bank.<wbr>example');
});

test('what is one word stays one', async () => {
  expect(await inCell('TLSv1.2')).toBe('TLSv1.2');
  expect(await inCell('/Sales')).toBe('/Sales');
  expect(await inCell('a<b>')).toBe('a&lt;b&gt;');
});

test('code in a link in a cell breaks too', async () => {
  expect(await rendered('| key |\n| - |\n| [`minVersion`](#a) |')).toContain('min<wbr>Version</code></a>');
});

test('code outside of tables is left alone', async () => {
  expect(await codeIn('`caSignedCertificate`')).toBe('caSignedCertificate');
});
