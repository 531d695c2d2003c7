// Imports the package by its name, as an application would, decides the chosen vectors and prints a tally as JSON. For Node, Deno and Bun.
import * as library from 'smtp-tls-policy';
import { checkVector } from '../conformance/check-vector.mjs';
import { chosenVectors } from './chosen-vectors.mjs';
import { tally } from './vector-tally.mjs';

console.log(JSON.stringify(tally((vector) => checkVector(library, vector), chosenVectors())));
