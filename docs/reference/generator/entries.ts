// The entries of the package: what each is for, and where it runs.
import packageJson from '../../../package.json' with { type: 'json' };

/** A key of `exports` in package.json that is code. */
export type EntryKey = Exclude<keyof (typeof packageJson)['exports'], `${string}.json`>;

export interface Entry {
  readonly key: EntryKey;
  /** As it is imported. */
  readonly name: string;
  /** The name of its page, without an extension. */
  readonly page: string;
  /** Its face, from the folder of the project. */
  readonly source: string;
  readonly what: string;
  readonly runsIn: string;
  /** The guide, from the folder of the page. */
  readonly guide: string;
}

const ANYWHERE = 'any runtime';
const NODE = 'Node';

const DESCRIPTIONS: Readonly<Record<EntryKey, readonly [what: string, runsIn: string, guide: string]>> = {
  '.': ['The engine: policies, decisions, replies and explanations', ANYWHERE, '../../start.md'],
  './snapshot': ['A compiled policy as one buffer', ANYWHERE, '../../scale.md'],
  './lint': ['Findings about policies that are valid, and SARIF', ANYWHERE, '../../lint.md'],
  './diff': ['What changed between two policies, and what it means', ANYWHERE, '../../diff.md'],
  './edit': ["The admin console's edits, as functions from policy to policy", ANYWHERE, '../../editing.md'],
  './audit': ['A log of who changed a policy, when and why', ANYWHERE, '../../audit.md'],
  './rollout': ['Which policy holds when; what settings in testing mode would have done', ANYWHERE, '../../rollout.md'],
  './testing': ['Policy tests; matchers, sessions and arbitraries for tests in code', ANYWHERE, '../../policy-tests.md'],
  './google-workspace': ["A policy from what Google's Cloud Identity Policy API exports", ANYWHERE, '../../import.md'],
  './files': ['Policy files, files of entries and snapshot files', NODE, '../../scale.md'],
  './node-tls': ["Between Node's sockets and the engine: options, sessions, errors", NODE, '../../probe.md'],
  './probe': ['Tests the TLS connection to a partner before it is required', NODE, '../../probe.md'],
  './haraka': ['The plugin of Haraka', 'Node, in Haraka', '../../haraka.md'],
  './smtp-server': ['The policy at the door of a server made with the package smtp-server', NODE, '../../smtp-server.md'],
  './postfix': ['The daemon beside Postfix', NODE, '../../postfix.md'],
  './nodemailer': ['Sends messages with nodemailer as a policy decides', NODE, '../../nodemailer.md'],
};

/** In the order of package.json. */
export const ENTRIES: readonly Entry[] = (Object.keys(packageJson.exports) as (keyof (typeof packageJson)['exports'])[]).filter(isCode).map(entryOf);

function isCode(key: string): key is EntryKey {
  return !key.endsWith('.json');
}

function entryOf(key: EntryKey): Entry {
  const [what, runsIn, guide] = DESCRIPTIONS[key];
  const folder = key.slice(2);
  return {
    key,
    name: folder === '' ? packageJson.name : `${packageJson.name}/${folder}`,
    page: folder === '' ? packageJson.name : folder,
    source: folder === '' ? 'src/index.ts' : `src/${folder}/index.ts`,
    what,
    runsIn,
    guide,
  };
}
