import type { FileFacts } from '../src/facts/file-facts.js';

/** All that is known of a file, as plain data that can be compared. */
export function plainFacts(file: FileFacts): Record<string, unknown> {
  const { path, format, role, lines, skip, failures, extractors } = file;
  return { path, format, role, lines, skip, failures, facts: extractors.map((name) => [name, file.facts(name)]) };
}
