/**
 * Prints what the shared extractors `imports` and `definitions` find in each file of a folder, through the product's own
 * pipeline, one JSON object a line.
 *
 *     node dist/bench/accuracy/facts.js FOLDER [path…]
 *
 * With paths (relative to the folder), only those files.
 */
import { resolve } from 'node:path';
import { productFacts } from './comparison/product-facts.js';

const [folder = '.', ...paths] = process.argv.slice(2);
for (const file of await productFacts(resolve(folder))) {
  if (paths.length === 0 || paths.includes(file.path)) console.log(JSON.stringify(file));
}
