// The state in the fragment of an address: `#state=` and base64url (RFC 4648 section 5) of DEFLATE (RFC 1951) of JSON. A fragment is never sent to a server.
import { readState } from './read-state.js';
import type { PlaygroundState } from './state.js';

export type Fragment =
  | { readonly kind: 'empty' }
  | { readonly kind: 'state'; readonly state: PlaygroundState }
  | { readonly kind: 'example'; readonly name: string }
  /** `problem`: what is wrong with it, in a sentence. */
  | { readonly kind: 'damaged'; readonly problem: string };

/** Of what a link holds, unpacked; a few bytes can be made to unpack to more than memory holds. */
export const MAX_STATE_BYTES = 2 * 1024 * 1024;

const STATE = '#state=';
const EXAMPLE = '#example=';

/** Null: the state is larger than a link may hold. */
export async function fragmentOf(state: PlaygroundState): Promise<string | null> {
  const bytes = new TextEncoder().encode(JSON.stringify(state));
  if (bytes.length > MAX_STATE_BYTES) return null;
  return `${STATE}${base64url(await deflate(bytes))}`;
}

export function exampleFragment(name: string): string {
  return `${EXAMPLE}${encodeURIComponent(name)}`;
}

/** @param fragment - with its `#`, as `location.hash` has it; it may be anything, and nothing makes this throw */
export async function readFragment(fragment: string): Promise<Fragment> {
  if (fragment === '' || fragment === '#') return { kind: 'empty' };
  if (fragment.startsWith(STATE)) return readStateFragment(fragment.slice(STATE.length));
  if (fragment.startsWith(EXAMPLE)) return readExampleFragment(fragment.slice(EXAMPLE.length));
  return damaged('It has neither a state nor the name of an example.');
}

function readExampleFragment(text: string): Fragment {
  try {
    return { kind: 'example', name: decodeURIComponent(text) };
  } catch {
    return damaged('The name of the example has a `%` that stands for nothing.');
  }
}

async function readStateFragment(text: string): Promise<Fragment> {
  const packed = bytesOfBase64url(text);
  if (packed === null) return damaged('A part of it is missing, or a character was changed.');
  const bytes = await inflate(packed);
  if (bytes === 'damaged') return damaged('A part of it is missing, or a character was changed.');
  if (bytes === 'too large') return damaged('It holds more than 2 MB, which the playground does not open.');
  const state = readState(jsonOf(bytes));
  return state === null ? damaged('What it holds is no state of the playground.') : { kind: 'state', state };
}

function damaged(problem: string): Fragment {
  return { kind: 'damaged', problem };
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

async function deflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

/** Stops as soon as there is more than a state may have. */
async function inflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array | 'damaged' | 'too large'> {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      size += part.value.length;
      if (size > MAX_STATE_BYTES) {
        await reader.cancel();
        return 'too large';
      }
      chunks.push(part.value);
    }
  } catch {
    return 'damaged';
  }
  return joined(chunks, size);
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

function base64url(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function bytesOfBase64url(text: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[\w-]+$/.test(text)) return null;
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    return Uint8Array.from(binary, (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}
