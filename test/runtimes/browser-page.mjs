// The page that a browser decides the vectors on: the bundle of this file is its only script, and `vectors.json` lies beside it.
import * as library from '../../dist/index.js';
import { checkVector } from '../conformance/check-vector.mjs';
import { tally } from './vector-tally.mjs';

globalThis.vectorTally = fetch('vectors.json')
  .then((response) => response.json())
  .then((vectors) => tally((vector) => checkVector(library, vector), vectors));
