import type { Template } from '../../template.js';

/** The template in a file that imports a database's session: there `session` alone is not one of HTTP or SSH. */
export function inDatabaseCode(template: Template, line: string): Template {
  return {
    ...template,
    write: (words, surroundings) => {
      const snippet = template.write(words, surroundings);
      return snippet && { ...snippet, imports: [...(snippet.imports ?? []), line] };
    },
  };
}
