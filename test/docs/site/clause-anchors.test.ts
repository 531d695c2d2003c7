import { expect, test } from 'vitest';
import { rendered } from './rendered.js';

/** A clause of two digits, which there is not yet, so that it cannot be cited. */
const TENTH = ['S-4', 10].join('.');

test('a clause bears its id, and its number leads to it', async () => {
  const html = await rendered(`- **S-4.3** The author *is* **who** wrote it.\n- **${TENTH}** Next.`);
  expect(html).toContain('<li id="s-4-3" class="clause" tabindex="-1"><a href="#s-4-3" class="clause-number">S-4.3</a> The author <em>is</em> <strong>who</strong> wrote it.</li>');
  expect(html).toContain(`<li id="s-4-10" class="clause" tabindex="-1"><a href="#s-4-10" class="clause-number">${TENTH}</a> Next.</li>`);
});

test('a clause of several paragraphs is one target', async () => {
  const html = await rendered('- **S-4.3** First.\n\n  Second.\n');
  expect(html.match(/id="s-4-3"/g)).toHaveLength(1);
  expect(html).toMatch(/<li id="s-4-3"[^>]*>\s*<p><a [^>]*>S-4\.3<\/a> First\.<\/p>\s*<p>Second\.<\/p>/);
});

test('a chapter is found by its number, and by its heading', async () => {
  const html = await rendered('## S-4 Who a message is from');
  expect(html).toContain('<span id="s-4"></span>');
  expect(html).toContain('<h2 id="s-4-who-a-message-is-from"');
});

test.each(['**S-4.3** in a paragraph', '- S-4.3 without emphasis', '- **A name** and S-4.3', '## What S-4 means'])('%s is no clause and no chapter', async (markdown) => {
  expect(await rendered(markdown)).not.toMatch(/id="s-\d+(-\d+)?"/);
});
