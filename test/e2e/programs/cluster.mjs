// A cluster whose workers follow the snapshot file that the primary replaces: `cluster.mjs FILE RECIPIENTS`. Prints what each decides before and after.
import cluster from 'node:cluster';
import { compilePolicy } from 'smtp-tls-policy';
import { followSnapshotFile, writeSnapshotFile } from 'smtp-tls-policy/files';
import { hashOf } from './hash-of.mjs';

const WORKERS = 2;
const [path, recipientsText] = process.argv.slice(2);
const recipients = JSON.parse(recipientsText);
await (cluster.isPrimary ? primary() : worker());

async function primary() {
  await writeSnapshotFile(path, engineFor(0));
  const workers = Array.from({ length: WORKERS }, () => cluster.fork());
  const before = await Promise.all(workers.map(nextAnswer));
  const answers = workers.map(nextAnswer);
  await writeSnapshotFile(path, engineFor(250));
  const after = await Promise.all(answers);
  console.log(JSON.stringify({ workers: workers.length, before, after }));
  for (const each of workers) each.disconnect();
}

function nextAnswer(worker) {
  return new Promise((resolve) => worker.once('message', resolve));
}

async function worker() {
  const followed = await followSnapshotFile(path, { onReplace: () => process.send(hashOf(followed.engine, recipients)) });
  process.send(hashOf(followed.engine, recipients));
  process.once('disconnect', () => followed.close());
}

function engineFor(from) {
  const entries = Array.from({ length: 2000 }, (_, number) => `d${from + number}.example`);
  return compilePolicy({
    addressLists: { partners: entries, people: ['u1@none.example', '*.example'] },
    users: Object.fromEntries(Array.from({ length: 50 }, (_, number) => [`user${number}@corp.test`, number % 2 === 0 ? '/' : '/a'])),
    orgUnits: [{ path: '/', settings: [{ id: 's', appliesTo: ['outbound'], addressLists: ['partners'] }] }, { path: '/a' }],
  });
}
