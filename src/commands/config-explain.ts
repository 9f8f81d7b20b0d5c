import { explainConfiguration } from '../config/explain-configuration.js';
import { roleOfContent } from '../formats/content-role.js';
import { roleOfPath } from '../sources/roles.js';
import { openProject, type ProjectOptions } from './project.js';
import type { ExitCode, Terminal } from './terminal.js';

/** `compliance config explain <file>`: what applies to a file, and where each value comes from. */
export async function configExplainCommand(
  terminal: Terminal,
  file: string,
  options: ProjectOptions,
): Promise<ExitCode> {
  const project = await openProject(terminal, { paths: [file], options });
  const path = project.relative(file);
  const listed = project.listing.files.find((candidate) => candidate.path === path);
  const byPath = roleOfPath(path, listed?.attributes);
  const byContent = roleOfContent(project.source.text(path) ?? '', path, byPath);
  const origin =
    byContent !== byPath
      ? 'its content'
      : listed?.attributes === undefined
        ? 'its path'
        : 'its path and .gitattributes';
  const role = { role: byContent, origin };
  await terminal.out.write(
    explainConfiguration({ configuration: project.configuration, path, isListed: listed !== undefined, role }),
  );
  return 0;
}
