import { explainConfiguration } from '../config/explain-configuration.js';
import { roleOfContent } from '../formats/content-role.js';
import { decode } from '../formats/decode.js';
import { loadFormats } from '../formats/formats.js';
import { UserError } from '../model/errors.js';
import { roleOfPath } from '../sources/roles.js';
import { openProject, type OpenProject, type ProjectOptions } from './project.js';
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
  const obstacle = await obstacleTo(project, path);
  await terminal.out.write(
    explainConfiguration({
      configuration: project.configuration,
      path,
      role,
      ...(obstacle === undefined ? {} : { obstacle }),
    }),
  );
  return 0;
}

/** What keeps a file that nothing excludes from being looked at. */
async function obstacleTo({ source, listing, configuration }: OpenProject, path: string): Promise<string | undefined> {
  if (source.kind(path) === 'directory')
    throw new UserError(`${path === '' ? '.' : path} is a folder.`, 'Name a file in it.');
  if (!listing.files.some((file) => file.path === path)) {
    return 'it is not among the files of the project (missing, ignored by git, or a kind of file that is never listed)';
  }
  const format = (await loadFormats()).find((candidate) => candidate.dialect(path) !== undefined);
  if (format === undefined) return 'no format understands it yet';
  const decoded = decode(source.read(path), format, configuration.run.maxFileSize);
  return 'skip' in decoded ? decoded.skip : undefined;
}
