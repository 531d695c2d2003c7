// The pictures of the site by name. Each is drawn from data, as SVG that takes its colours from the page.

import { compilePolicy } from '../../src/index.js';
import { inheritance } from './example-policies.js';
import { orgTreePicture } from './org-tree.js';

export const pictures: ReadonlyMap<string, () => string> = new Map<string, () => string>([['org-tree', () => orgTreePicture(compilePolicy(inheritance))]]);
